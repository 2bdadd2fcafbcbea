import JSON

/// Finds the elements of a JSON array that is too large to be read at once: it is fed bytes and
/// collects byte ranges.
///
/// It looks at brackets and strings only; whether an element is valid JSON is left to the reader.
struct ArraySplitter {
  private enum State {
    case before, between, element, after
  }

  private(set) var elements: [Range<Int>] = []
  /// Whether it stopped because there are more elements than the limit.
  private(set) var isFull = false
  private let limit: Int
  private var state = State.before
  private var depth = 0
  private var strings = StringTracker()
  private var start = 0
  private var offset: Int

  /// `offset` is the offset of the first byte that it is fed.
  init(from offset: Int = 0, limit: Int = .max) {
    (self.offset, self.limit) = (offset, limit)
  }

  /// Whether the bytes so far can be an array.
  var hasBegun: Bool { state != .before }

  /// Whether the array was closed; `feed` refuses text after it.
  var isWhole: Bool { state == .after }

  /// False when the bytes are not an array.
  mutating func feed(_ bytes: [UInt8]) -> Bool {
    for byte in bytes {
      guard take(byte) else { return false }
      if isFull { return true }
      offset += 1
    }
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .element:
      inside(byte)
      return true
    case .before, .between, .after:
      if byte.isJSONSpace { return true }
    }
    switch (state, byte) {
    case (.before, UInt8(ascii: "[")): state = .between
    case (.between, UInt8(ascii: ",")): break
    case (.between, UInt8(ascii: "]")): state = .after
    case (.between, _):
      (state, start, depth) = (.element, offset, 0)
      inside(byte)
    default: return false
    }
    return true
  }

  private mutating func inside(_ byte: UInt8) {
    if strings.take(byte) { return }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      if depth > 0 {
        if byte != UInt8(ascii: ",") { depth -= 1 }
      } else {
        guard elements.count < limit else {
          isFull = true
          return
        }
        elements.append(start..<offset)
        state = byte == UInt8(ascii: ",") ? .between : .after
      }
    default: break
    }
  }
}
