/// A destination for bytes: what the escaping of strings needs, both for an array and for the
/// `Sink`.
protocol ByteSink {
  mutating func put(_ byte: UInt8)
  mutating func put(_ run: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: ByteSink {
  mutating func put(_ byte: UInt8) { append(byte) }
  mutating func put(_ run: UnsafeBufferPointer<UInt8>) { append(contentsOf: run) }
}

extension ByteSink {
  /// Writes a string literal (RFC 8259 section 7): runs that need no escape are copied whole.
  mutating func putQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    put(UInt8(ascii: "\""))
    var at = 0
    while at < text.count {
      let plain = Plain.length(text, from: at)
      if plain > 0 { put(UnsafeBufferPointer(rebasing: text[at..<at + plain])) }
      at += plain
      if at < text.count { putEscape(text[at]) }
      at += 1
    }
    put(UInt8(ascii: "\""))
  }

  private mutating func putEscape(_ byte: UInt8) {
    put(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): put(byte)
    case 0x08: put(UInt8(ascii: "b"))
    case 0x0C: put(UInt8(ascii: "f"))
    case 0x0A: put(UInt8(ascii: "n"))
    case 0x0D: put(UInt8(ascii: "r"))
    case 0x09: put(UInt8(ascii: "t"))
    default:
      for byte in "u00".utf8 { put(byte) }
      put(UInt8(ascii: "0") + byte >> 4)
      put(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "A") - 10 + byte & 15)
    }
  }
}

extension Plain {
  /// How many bytes from `at` on need no escape.
  static func length(_ text: UnsafeBufferPointer<UInt8>, from at: Int) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var end = at
    while end + 8 <= text.count {
      let special = mask(UnsafeRawPointer(base + end))
      guard special == 0 else { return end + special.trailingZeroBitCount >> 3 - at }
      end += 8
    }
    while end < text.count, isPlain(base[end]) { end += 1 }
    return end - at
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
