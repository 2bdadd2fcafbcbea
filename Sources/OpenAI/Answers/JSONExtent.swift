import JSON

/// Finds the end of a JSON object or array that comes in pieces, without parsing its content.
struct JSONExtent: Equatable {
  private var depth = 0
  private var strings = StringTracker()
  /// Whether the last byte of the value was taken.
  private(set) var hasEnded = false

  /// Whether `bytes` begin with an object or an array, after optional white space.
  static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
    let first = bytes.first { !$0.isJSONSpace }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The length in bytes of the value that `text` begins with, including white space before it.
  static func length(of text: [UInt8]) -> Int {
    var extent = JSONExtent()
    for (index, byte) in text.enumerated() {
      extent.take(byte)
      if extent.hasEnded { return index + 1 }
    }
    return text.count
  }

  /// Takes the next bytes; those after the end are ignored.
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
