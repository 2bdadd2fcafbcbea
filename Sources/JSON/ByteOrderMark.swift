/// The mark with which some editors and shells begin a text in UTF-8: no part of what it says.
package enum ByteOrderMark {
  package static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Everything behind the mark, or the whole where none stands at its head.
  package static func passed(in text: [UInt8]) -> [UInt8] {
    text.starts(with: bytes) ? Array(text.dropFirst(bytes.count)) : text
  }
}
