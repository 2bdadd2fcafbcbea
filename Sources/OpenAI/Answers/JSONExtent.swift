import JSON

/// Finds the end of a JSON object or array that comes in pieces, without reading what is in it.
struct JSONExtent: Equatable {
  private var depth = 0
  private var strings = StringTracker()
  /// The last byte of the value was taken.
  private(set) var hasEnded = false

  /// Whether `bytes` begin an object or an array, white space before it passed over.
  static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
    let first = bytes.first { !$0.isJSONSpace }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// How many bytes of `text` the value takes that it begins with, the white space before it counted.
  static func length(of text: [UInt8]) -> Int {
    var extent = JSONExtent()
    for (index, byte) in text.enumerated() {
      extent.take(byte)
      if extent.hasEnded { return index + 1 }
    }
    return text.count
  }

  /// Takes what comes next; bytes behind the end are not looked at.
  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes where !hasEnded { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    if strings.take(byte) { return }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      hasEnded = depth <= 0
    default: break
    }
  }
}
