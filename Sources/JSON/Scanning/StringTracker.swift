/// Knows which bytes of a JSON text stand in its strings, without reading it: for texts that come in
/// pieces, and for those that are too large to be read at once.
package struct StringTracker: Equatable {
  // Not private, so that `take` can be compiled into the loops that call it for every byte.
  @usableFromInline var isInString = false
  @usableFromInline var isEscaped = false

  package init() {}

  /// Takes the next byte; whether it belongs to a string, whose quotes belong to it.
  @inlinable
  package mutating func take(_ byte: UInt8) -> Bool {
    guard isInString else {
      isInString = byte == UInt8(ascii: "\"")
      return isInString
    }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
    return true
  }
}

extension UInt8 {
  /// Whether it is white space between the tokens of JSON (RFC 8259 section 2).
  @inlinable package var isJSONSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
  }
}
