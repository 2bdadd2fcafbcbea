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
