/// The clipboard of whoever sits at the terminal, also over ssh.
enum Clipboard {
  /// What terminals take at most.
  static let limit = 74_994

  /// What makes a terminal take `text` (OSC 52); `nil` when it is too long.
  static func sequence(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    return bytes.count > limit ? nil : "\u{1B}]52;c;" + base64(bytes) + "\u{07}"
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = bytes[start..<min(start + 3, bytes.count)]
      let padded = Array(three) + [0, 0]
      let number = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
      for place in 0..<4 {
        text.append(
          place <= three.count ? digits[number >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
