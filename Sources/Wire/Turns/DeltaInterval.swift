/// Milliseconds between deltas, 0 to 60,000; 0 sends them as they come.
package struct DeltaInterval: RuledInteger {
  package static let range = 0...60_000
  package static let expectation = "milliseconds from 0 to 60000"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}
