import JSON

/// A UUID (RFC 9562) that names one `Noun` of one user: the id of a thread is not the id of a
/// message.
package struct ID<Noun>: Hashable, Sendable, Codable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the canonical form; upper case is accepted. `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    var value: (UInt64, UInt64) = (0, 0)
    var position = 0
    for byte in text.utf8 {
      defer { position += 1 }
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard position < 36, let digit = hexDigit(byte) else { return nil }
      value.0 = value.0 << 4 | value.1 >> 60
      value.1 = value.1 << 4 | UInt64(digit)
    }
    guard position == 36 else { return nil }
    (high, low) = value
  }

  /// Reads its 32 hexadecimal digits without the dashes; `nil` for anything else.
  package init?(digits: some StringProtocol) {
    guard digits.utf8.count == 32 else { return nil }
    var value: (UInt64, UInt64) = (0, 0)
    for byte in digits.utf8 {
      guard let digit = hexDigit(byte) else { return nil }
      value.0 = value.0 << 4 | value.1 >> 60
      value.1 = value.1 << 4 | UInt64(digit)
    }
    (high, low) = value
  }

  package init(from decoder: any Decoder) throws {
    guard let id = ID(try decoder.singleValueContainer().decode(String.self)) else {
      throw Expected(Self.expectation)
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Canonical lower case: `0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f`.
  package var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var position = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          text[position] = UInt8(ascii: "-")
          position += 1
        }
        let word = digit < 16 ? high : low
        let nibble = UInt8(truncatingIfNeeded: word >> (60 - 4 * UInt64(digit % 16))) & 15
        text[position] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
        position += 1
      }
      return 36
    }
  }

  /// The sixteen bytes in network order, as the database keeps them.
  package var bytes: [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> (56 - 8 * UInt64($0 % 8))) }
  }

  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var value: (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      value.0 = value.0 << 8 | value.1 >> 56
      value.1 = value.1 << 8 | UInt64(byte)
    }
    (high, low) = value
  }

  package static var expectation: String { "a UUID like 0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f" }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension ID: Described {
  package static var schema: Schema { .string(format: "uuid", minLength: 36, maxLength: 36) }
  package static var specimen: ID { ID(high: 0, low: 0) }
}
