import JSON

/// A place in a thread: messages have 1, 2, 3, …; 0 stands before the first.
package struct Sequence: Hashable, Sendable, Codable, Comparable, Described {
  package static let schema = Schema.integer(range: 0...((1 << 53) - 1))
  package static let specimen = Sequence(0)

  package let number: Int

  package init(_ number: Int) {
    self.number = number
  }

  package init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Int.self)
    guard number >= 0 else { throw Expected("an integer of 0 or more") }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }

  package static func < (one: Sequence, other: Sequence) -> Bool {
    one.number < other.number
  }
}
