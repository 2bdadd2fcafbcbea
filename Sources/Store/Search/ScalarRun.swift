/// Finds the parts of a text in which words are not separated by spaces.
enum ScalarRun {
  /// The blocks of scripts that are written without spaces, or in which the searched text may be
  /// inside a word; and of symbols, each of which counts as a word. The comments are the names of
  /// Unicode's blocks.
  private static let blocks: [ClosedRange<UInt32>] = [
    // Thai, Lao
    0x0E00...0x0EFF,
    // Myanmar
    0x1000...0x109F,
    // Hangul Jamo
    0x1100...0x11FF,
    // Khmer
    0x1780...0x17FF,
    // Miscellaneous Symbols, Dingbats
    0x2600...0x27BF,
    // CJK Radicals, Kangxi Radicals
    0x2E80...0x2FDF,
    // Iteration mark, closing mark, zero
    0x3005...0x3007,
    // Hiragana, Katakana without its middle dot, Bopomofo, Hangul Compatibility Jamo
    0x3041...0x30FA, 0x30FC...0x318F,
    // Bopomofo Extended, Katakana Phonetic Extensions
    0x31A0...0x31BF, 0x31F0...0x31FF,
    // CJK Unified Ideographs with Extension A
    0x3400...0x4DBF, 0x4E00...0x9FFF,
    // Hangul Jamo Extended-A, Myanmar Extended
    0xA960...0xA97F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F,
    // Hangul Syllables, Jamo Extended-B
    0xAC00...0xD7FB,
    // CJK Compatibility Ideographs
    0xF900...0xFAFF,
    // Halfwidth Katakana and Hangul
    0xFF66...0xFFDC,
    // Kana Supplement and extensions
    0x1AFF0...0x1B16F,
    // Pictographs and emoji
    0x1F000...0x1FAFF,
    // The ideographic planes
    0x20000...0x3FFFF,
  ]

  /// How many bytes a scalar takes that begins with `byte`.
  static func length(_ byte: UInt8) -> Int {
    switch byte {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  /// The next run of such scalars, or the empty range at the end of the text.
  static func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
    var start = start
    while start < text.count, !isMember(text, start) { start += skip(text, start) }
    var end = min(start, text.count)
    start = end
    while end < text.count, isMember(text, end) { end += length(text[end]) }
    return start..<end
  }

  /// Whether a token consists of such scalars.
  static func begins(_ token: [UInt8]) -> Bool {
    token.withUnsafeBufferPointer { !$0.isEmpty && isMember($0, 0) }
  }

  /// The database holds well-formed UTF-8, but an invalid byte must not lead out of the text.
  private static func skip(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    min(length(text[index]), text.count - index)
  }

  private static func isMember(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = text[index]
    let length = length(byte)
    // All of the blocks take three bytes or four.
    guard byte >= 0xE0, index + length <= text.count else { return false }
    var scalar = UInt32(byte) & (length == 3 ? 0x0F : 0x07)
    for next in text[index + 1..<index + length] { scalar = scalar << 6 | UInt32(next & 0x3F) }
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].contains(scalar)
  }
}
