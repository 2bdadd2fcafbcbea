extension Sink {
  mutating func putNull() {
    put(UInt8(ascii: "n"))
    put(UInt8(ascii: "u"))
    put(UInt8(ascii: "l"))
    put(UInt8(ascii: "l"))
  }

  mutating func put(_ flag: Bool) {
    for byte in (flag ? "true" : "false").utf8 { put(byte) }
  }

  mutating func put(_ number: Int) {
    var rest = number.magnitude
    var divisor: UInt = 1
    while rest / divisor >= 10 { divisor *= 10 }
    if number < 0 { put(UInt8(ascii: "-")) }
    while divisor > 0 {
      put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// Writes the shortest digits that read back as the same number.
  mutating func put(_ number: Double) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, .init(codingPath: [], debugDescription: "JSON has no \(number)"))
    }
    put(number.description)
  }
}
