/// The mark at the start of UTF-8 texts of some editors and shells: it is not part of the text.
package enum ByteOrderMark {
  package static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text after the mark, or the whole text where there is no mark.
  package static func passed(in text: [UInt8]) -> [UInt8] {
    text.starts(with: bytes) ? Array(text.dropFirst(bytes.count)) : text
  }
}
