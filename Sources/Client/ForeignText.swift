/// Text of a pipe or a file, which may hold odd bytes: they read as U+FFFD. What is no text at all is
/// refused by `init`: zero bytes, or more than a third of it no UTF-8.
struct ForeignText: Equatable {
  let text: String
  /// Whether odd bytes were replaced.
  let wasRepaired: Bool

  init?(_ bytes: [UInt8]) {
    guard !bytes.contains(0) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
    wasRepaired = String(validating: bytes, as: UTF8.self) == nil
    guard wasRepaired else { return }
    let odd =
      bytes.count - (text.utf8.count - 3 * (Self.marks(in: text.utf8) - Self.marks(in: bytes)))
    guard odd * Self.leastTextFactor <= bytes.count else { return nil }
  }

  /// Text has at least so many bytes for an odd one.
  private static let leastTextFactor = 3

  /// How many U+FFFD stand in it.
  private static func marks(in bytes: some Sequence<UInt8>) -> Int {
    var (count, one, two): (Int, UInt8, UInt8) = (0, 0, 0)
    for byte in bytes {
      if one == 0xEF, two == 0xBF, byte == 0xBD { count += 1 }
      (one, two) = (two, byte)
    }
    return count
  }
}
