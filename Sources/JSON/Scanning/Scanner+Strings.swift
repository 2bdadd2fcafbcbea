extension Scanner {
  /// A string (RFC 8259 section 7), from its opening quote to the byte after its closing one.
  mutating func string() throws(SyntaxError) {
    at += 1
    let from = at
    var flags: UInt8 = 0
    while true {
      let special = Plain.mask(UnsafeRawPointer(bytes + at), also: Plain.high)
      if special == 0 {
        at += 8
        continue
      }
      at += special.trailingZeroBitCount >> 3
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        flags |= try escape()
      } else if byte >= 0x80 {
        repeat { try multibyte() } while bytes[at] >= 0x80
      } else {
        throw failure(at == count ? "the end of the string" : "no control character in a string")
      }
    }
    at += 1
    try append(.string, from: from, to: at - 1, flags: flags)
  }

  /// Scans one escape; returns the flags that it sets for the string.
  private mutating func escape() throws(SyntaxError) -> UInt8 {
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
      return Node.escaped
    case UInt8(ascii: "u"):
      return try unicodeEscape()
    default:
      at += 1
      throw failure("an escape: one of \" \\ / b f n r t u")
    }
  }

  private mutating func unicodeEscape() throws(SyntaxError) -> UInt8 {
    let start = at
    let code = try fourDigits()
    switch code {
    case 0:
      return Node.escaped | (surrogates == .replace ? Node.repaired : Node.nul)
    case 0xD800..<0xDC00:
      if bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
        let second = at
        if 0xDC00..<0xE000 ~= (try fourDigits()) { return Node.escaped }
        at = second
      }
      fallthrough
    case 0xDC00..<0xE000:
      guard surrogates == .replace else {
        at = start
        throw failure("both halves of a surrogate pair")
      }
      return Node.escaped | Node.repaired
    default:
      return Node.escaped
    }
  }

  private mutating func fourDigits() throws(SyntaxError) -> UInt32 {
    at += 2
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hex.digit(bytes[at]) else { throw failure("a hexadecimal digit") }
      code = code << 4 | digit
      at += 1
    }
    return code
  }

  /// Scans one well-formed scalar of two to four bytes (Unicode table 3-7): no overlong form, no
  /// surrogate, nothing above U+10FFFF.
  private mutating func multibyte() throws(SyntaxError) {
    let second = bytes[at + 1]
    let length: Int
    switch bytes[at] {
    case 0xC2...0xDF where isTail(second): length = 2
    case 0xE0 where 0xA0...0xBF ~= second, 0xED where 0x80...0x9F ~= second,
      0xE1...0xEC where isTail(second), 0xEE...0xEF where isTail(second):
      length = 3
    case 0xF0 where 0x90...0xBF ~= second, 0xF4 where 0x80...0x8F ~= second,
      0xF1...0xF3 where isTail(second):
      length = 4
    default: throw failure("UTF-8")
    }
    if length > 2, !isTail(bytes[at + 2]) { throw failure("UTF-8") }
    if length > 3, !isTail(bytes[at + 3]) { throw failure("UTF-8") }
    at += length
  }

  private func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Finds, in eight bytes at a time, those that a string may not contain unescaped.
enum Plain {
  /// The mask that also selects bytes above U+007F.
  static let high: UInt64 = 0x8080_8080_8080_8080

  /// The lowest set bit is in the first byte that is a quote, a backslash or a control character,
  /// or that has the bits of `also`; 0 means that there is none. Higher bits may be wrong.
  @inline(__always)
  static func mask(_ pointer: UnsafeRawPointer, also: UInt64 = 0) -> UInt64 {
    let word = UInt64(littleEndian: pointer.loadUnaligned(as: UInt64.self))
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let found =
      (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote
      | (backslash &- ones) & ~backslash
    return found & high | word & also
  }
}
