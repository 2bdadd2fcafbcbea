/// Text of a pipe or a file. Bytes that are not UTF-8 are replaced by U+FFFD. `init` refuses input
/// that is not text: with a zero byte, or with more than a third of its bytes not UTF-8.
struct ForeignText: Equatable {
  let text: String
  /// Whether bytes were replaced.
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

  /// Text must have at least this many bytes for each replaced one.
  private static let leastTextFactor = 3

  /// How many U+FFFD it contains.
  private static func marks(in bytes: some Sequence<UInt8>) -> Int {
    var (count, one, two): (Int, UInt8, UInt8) = (0, 0, 0)
    for byte in bytes {
      if one == 0xEF, two == 0xBF, byte == 0xBD { count += 1 }
      (one, two) = (two, byte)
    }
    return count
  }
}
