/// What somebody said, as a sentence can name it: its beginning on one line, in quotation marks.
enum QuotedWords {
  /// Columns between the marks.
  static let columns = 60

  static func of(_ text: String) -> String {
    // As far as a line can reach: a question may have megabytes.
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(16 * columns)))
    let words = PrintableText.line(head).split(separator: " ").joined(separator: " ")
    return "“\(DisplayWidth.fitted(words, columns: columns))”"
  }
}
