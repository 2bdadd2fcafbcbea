/// A text with its letters folded, and the original place of each piece.
struct FoldedText {
  private(set) var bytes: [UInt8] = []
  /// From `folded` on, the bytes come from `original` and after it, up to the next entry.
  private var places: [(folded: Int, original: Int)] = []
  /// The last entry that was used: lookups come in ascending order.
  private var cursor = 0

  /// Whether folding can change the text.
  static func isNeeded(_ text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 >= 0x80 }
  }

  /// A byte that begins no scalar is kept unchanged.
  init(_ text: Slice<UnsafeBufferPointer<UInt8>>, by folding: LetterFolding = .standard) {
    bytes.reserveCapacity(text.count)
    places.append((0, text.startIndex))
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      guard let (scalar, length) = Self.scalar(in: text, at: index),
        let target = folding.target(of: scalar)
      else {
        index += 1
        continue
      }
      bytes += text[start..<index]
      places.append((bytes.count, index))
      bytes += target
      index += length
      start = index
      places.append((bytes.count, index))
    }
    bytes += text[start...]
  }

  /// The original offset of a byte of the folded text, or of the end of a scalar that ends there.
  /// Calls must come in ascending order.
  mutating func original(of offset: Int) -> Int {
    while cursor + 1 < places.count, places[cursor + 1].folded <= offset { cursor += 1 }
    return places[cursor].original + offset - places[cursor].folded
  }

  /// The scalar of more than one byte that begins there, and its length in bytes.
  private static func scalar(
    in text: Slice<UnsafeBufferPointer<UInt8>>, at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    let byte = text[index]
    guard byte >= 0xC0 else { return nil }
    let length = ScalarRun.length(byte)
    guard index + length <= text.endIndex else { return nil }
    var scalar = UInt32(byte) & (0xFF >> UInt32(length + 1))
    for next in text[index + 1..<index + length] {
      guard next & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    return (scalar, length)
  }
}
