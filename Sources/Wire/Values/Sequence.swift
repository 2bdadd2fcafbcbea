/// A place in a thread: messages have 1, 2, 3, …; 0 stands before the first. The same for deltas in
/// a turn.
package struct Sequence: RuledInteger {
  package static let range = 0...exactIntegers.upperBound
  package static let expectation = "an integer of 0 or more"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }

  /// For what we counted ourselves.
  package init(_ number: Int) {
    self.number = number
  }
}
