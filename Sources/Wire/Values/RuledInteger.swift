import JSON

/// A whole number with a range. It is checked once, when it arrives; a number outside the range is
/// an error, and is never clamped.
package protocol RuledInteger: Hashable, Sendable, Codable, Described, Comparable {
  static var range: ClosedRange<Int> { get }
  /// What the rule requires, in words that complete "expected …".
  static var expectation: String { get }
  var number: Int { get }
  /// For a number that is known to be in the range.
  init(trusted number: Int)
}

extension RuledInteger {
  package init?(_ number: Int) {
    guard Self.range.contains(number) else { return nil }
    self.init(trusted: number)
  }

  package init(from decoder: any Decoder) throws {
    guard let value = Self(try decoder.singleValueContainer().decode(Int.self)) else {
      throw Expected(Self.expectation)
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }

  package static var schema: Schema { .integer(range: range) }
  package static var specimen: Self { Self(trusted: range.lowerBound) }

  package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}

/// The integers that a JSON number can hold exactly in every language (RFC 8259 section 6).
let exactIntegers = -((1 << 53) - 1)...((1 << 53) - 1)

/// An integer of 1 or more.
package struct PositiveCount: RuledInteger {
  package static let range = 1...exactIntegers.upperBound
  package static let expectation = "an integer of 1 or more"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}
