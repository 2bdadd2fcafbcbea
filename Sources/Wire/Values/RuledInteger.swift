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

/// The most entries that a page holds: 1 to 200, 50 by default.
package struct PageLimit: RuledInteger {
  package static let range = 1...200
  package static let expectation = "an integer from 1 to 200"
  package static let standard = PageLimit(trusted: 50)

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// An integer of 1 or more.
package struct PositiveCount: RuledInteger {
  package static let range = 1...exactIntegers.upperBound
  package static let expectation = "an integer of 1 or more"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// A place in a thread: messages have 1, 2, 3, …; 0 is the place before the first. Deltas of a turn
/// and events of a user are counted in the same way.
package struct Sequence: RuledInteger {
  package static let range = 0...exactIntegers.upperBound
  package static let expectation = "an integer of 0 or more"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }

  /// For a number that the daemon counted itself.
  package init(_ number: Int) {
    self.number = number
  }
}

/// Milliseconds between deltas, 0 to 60,000; 0 sends them as they come.
package struct DeltaInterval: RuledInteger {
  package static let range = 0...60_000
  package static let expectation = "milliseconds from 0 to 60000"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}

/// A uid of this machine.
package struct UserNumber: RuledInteger {
  /// The largest 32-bit number is no uid: it is -1 in chown(2).
  package static let range = 0...Int(UInt32.max) - 1
  package static let expectation = "a uid"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}
