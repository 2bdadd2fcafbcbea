import JSON
package import Wire

/// Whole seconds, from 1 to a day, which cannot overflow when they are converted to nanoseconds.
package struct WholeSeconds: RuledInteger {
  package static let range = 1...86_400
  package static let expectation = "whole seconds from 1 to 86400"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// A time of more than 0 s and at most a day, which may have a fraction.
package struct Seconds: Hashable, Sendable, Codable, Described {
  package static let schema = Schema.number
  package static let specimen = Seconds(trusted: 1)

  package let number: Double

  init(trusted number: Double) {
    self.number = number
  }

  package init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Double.self)
    guard number > 0, number <= 86_400 else {
      throw Expected("seconds, more than 0 and at most 86400")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}
