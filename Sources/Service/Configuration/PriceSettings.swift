import JSON
import OpenAI
package import Wire

/// The price of a million tokens: a number from 0 to 1,000,000, which may have a fraction.
package struct Price: Hashable, Sendable, Codable, Described {
  package static let schema = Schema.number
  package static let specimen = Price(trusted: 1)

  package let number: Double

  init(trusted number: Double) {
    self.number = number
  }

  package init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Double.self)
    guard number >= 0, number <= 1_000_000 else {
      throw Expected("a price of 0 to 1000000 for a million tokens")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

/// The prices of one model, as in the configuration.
package struct PriceSettings: Payload, Hashable {
  package static let fields = [
    "inputPerMillion": "The price of a million tokens that are sent to the model.",
    "outputPerMillion":
      "The price of a million tokens that the model generates, including reasoning.",
  ]

  package var inputPerMillion: Price
  package var outputPerMillion: Price

  /// The cost in billionths of the currency, rounded to the nearest; `nil` if the provider did not
  /// report both token counts.
  func costNanos(of usage: Usage?) -> Int? {
    guard let sent = usage?.promptTokens, let made = usage?.completionTokens, sent >= 0, made >= 0
    else { return nil }
    let nanos =
      (Double(sent) * inputPerMillion.number + Double(made) * outputPerMillion.number) * 1000
    return Int(min(nanos.rounded(), 9_007_199_254_740_991))
  }
}
