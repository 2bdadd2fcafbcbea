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
