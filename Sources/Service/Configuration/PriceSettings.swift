import JSON
import OpenAI
package import Wire

/// What a million tokens cost: 0 or more, with a fraction if need be.
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

/// What one model costs, as a configuration says it.
package struct PriceSettings: Payload, Hashable {
  package static let fields = [
    "inputPerMillion": "What a million tokens cost that the model is sent.",
    "outputPerMillion": "What a million tokens cost that the model makes, reasoning included.",
  ]

  package var inputPerMillion: Price
  package var outputPerMillion: Price

  /// Billionths of the currency, rounded to the nearest; `nil` when the provider did not say how
  /// many tokens went either way.
  func costNanos(of usage: Usage?) -> Int? {
    guard let sent = usage?.promptTokens, let made = usage?.completionTokens, sent >= 0, made >= 0
    else { return nil }
    let nanos =
      (Double(sent) * inputPerMillion.number + Double(made) * outputPerMillion.number) * 1000
    return Int(min(nanos.rounded(), 9_007_199_254_740_991))
  }
}
