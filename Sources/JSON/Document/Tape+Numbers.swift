extension Tape {
  /// The largest integer that every JSON reader represents exactly (RFC 8259 section 6): ±(2^53−1).
  static let wholeLimit = (1 << 53) - 1

  /// The value of a number node if it is whole and within the limit; 1.0 and 1e2 are whole.
  func integer(_ node: Int) -> Int? {
    let run = run(node)
    if nodes[node].flags & Node.fractional != 0 { return exactInteger(run) }
    let negative = run[0] == UInt8(ascii: "-")
    guard run.count <= 17 else { return nil }
    var value = 0
    for at in (negative ? 1 : 0)..<run.count {
      value = value &* 10 &+ Int(run[at] &- UInt8(ascii: "0"))
    }
    guard value <= Self.wholeLimit else { return nil }
    return negative ? -value : value
  }

  /// The value of a number node, nil when it overflows to infinity.
  func double(_ node: Int) -> Double? {
    // Zero is parsed as a double, so that -0 keeps its sign.
    if nodes[node].flags & Node.fractional == 0, let whole = integer(node), whole != 0 {
      return Double(whole)
    }
    guard let value = Double(String(decoding: run(node), as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// Decimal arithmetic, so that nothing is rounded: the digits without trailing zeros, then a
  /// power of ten, which must not be negative for a whole number.
  private func exactInteger(_ run: UnsafeBufferPointer<UInt8>) -> Int? {
    var digits = 0
    var zeros = 0
    var power = 0
    var at = 0
    var inFraction = false
    scan: while at < run.count {
      switch run[at] {
      case UInt8(ascii: "-"): break
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "0"):
        zeros += 1
        if inFraction { power -= 1 }
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        if inFraction { power -= 1 }
        for _ in 0...(digits == 0 ? 0 : zeros) {
          digits *= 10
          // The number has more digits than the limit: it is too large, or not whole.
          guard digits <= Self.wholeLimit * 10 else { return nil }
        }
        digits += Int(run[at] - UInt8(ascii: "0"))
        zeros = 0
      default: break scan
      }
      at += 1
    }
    guard digits != 0 else { return 0 }
    power += zeros + exponent(run, after: at)
    guard 0...16 ~= power else { return nil }
    for _ in 0..<power {
      digits *= 10
      guard digits <= Self.wholeLimit else { return nil }
    }
    guard digits <= Self.wholeLimit else { return nil }
    return run[0] == UInt8(ascii: "-") ? -digits : digits
  }

  /// The exponent that begins with the `e` at `at`, capped far beyond any text's length.
  private func exponent(_ run: UnsafeBufferPointer<UInt8>, after at: Int) -> Int {
    guard at < run.count else { return 0 }
    var value = 0
    for byte in run[(at + 1)...] where byte >= UInt8(ascii: "0") {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1 << 40)
    }
    return run[at + 1] == UInt8(ascii: "-") ? -value : value
  }
}
