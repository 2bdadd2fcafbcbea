extension Scanner {
  /// A number (RFC 8259 section 6): no plus sign, no leading zeros, digits on both sides of a dot.
  mutating func number() throws(SyntaxError) {
    let from = at
    var flags: UInt8 = 0
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    if bytes[at] == UInt8(ascii: "0") {
      at += 1
    } else {
      try digits()
    }
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      try digits()
      flags = Node.fractional
    }
    if bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      try digits()
      flags = Node.fractional
    }
    try append(.number, from: from, flags: flags)
  }

  private mutating func digits() throws(SyntaxError) {
    let from = at
    while bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    guard at > from else { throw failure("a digit") }
  }
}
