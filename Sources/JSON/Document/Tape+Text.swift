extension Tape {
  /// The text of a string node, escapes resolved.
  func string(_ node: Int) -> String {
    let run = run(node)
    let flags = nodes[node].flags
    guard flags & Node.escaped != 0 else { return String(decoding: run, as: UTF8.self) }
    // An escape is never shorter than its character, so the raw length is room enough.
    return String(unsafeUninitializedCapacity: run.count) { room in
      unescape(run, into: room, repairing: flags & Node.repaired != 0)
    }
  }

  /// Writes the resolved text and returns its length; the scanner has validated the run.
  private func unescape(
    _ run: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>,
    repairing: Bool
  ) -> Int {
    var at = 0
    var filled = 0
    func put(_ byte: UInt8) {
      room[filled] = byte
      filled += 1
    }
    while at < run.count {
      guard run[at] == UInt8(ascii: "\\") else {
        put(run[at])
        at += 1
        continue
      }
      at += 2
      switch run[at - 1] {
      case UInt8(ascii: "b"): put(0x08)
      case UInt8(ascii: "f"): put(0x0C)
      case UInt8(ascii: "n"): put(0x0A)
      case UInt8(ascii: "r"): put(0x0D)
      case UInt8(ascii: "t"): put(0x09)
      case UInt8(ascii: "u"):
        let (scalar, length) = scalar(in: run, at: at, repairing: repairing)
        at += length
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(byte) }
      case let plain: put(plain)
      }
    }
    return filled
  }

  /// The scalar of a `\u` escape whose digits begin at `at`, and how many bytes it takes from
  /// there.
  private func scalar(
    in run: UnsafeBufferPointer<UInt8>, at: Int, repairing: Bool
  ) -> (Unicode.Scalar, Int) {
    let high = Hex.four(run, at)
    if high == 0, repairing { return ("\u{FFFD}", 4) }
    if let scalar = Unicode.Scalar(high) { return (scalar, 4) }
    if high < 0xDC00, at + 10 <= run.count, run[at + 4] == UInt8(ascii: "\\"),
      run[at + 5] == UInt8(ascii: "u")
    {
      let low = Hex.four(run, at + 6)
      if 0xDC00...0xDFFF ~= low {
        let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        return (Unicode.Scalar(code) ?? "\u{FFFD}", 10)
      }
    }
    return ("\u{FFFD}", 4)
  }
}

/// Hexadecimal digits of `\u` escapes.
enum Hex {
  /// The value of a digit, or nil.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The value of four bytes that are known to be digits.
  static func four(_ run: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    (at..<at + 4).reduce(0) { $0 << 4 | (digit(run[$1]) ?? 0) }
  }
}
