/// A uid of this machine.
package struct UserNumber: RuledInteger {
  /// The last number means nobody (-1, as in chown(2)).
  package static let range = 0...Int(UInt32.max) - 1
  package static let expectation = "a uid"

  package let number: Int

  package init(trusted number: Int) {
    self.number = number
  }
}
