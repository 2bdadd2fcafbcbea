import Client
import Wire

/// When a question of several lines is complete, and what it then says.
enum MultiLine {
  /// How a line that begins a block looks, and one that ends it.
  static let quotes = "\"\"\""
  static let end = "/end"

  /// Whether Enter goes on to another line.
  static func isOpen(_ text: String, isBlock: Bool) -> Bool {
    if isBlock { return lastLine(text) != end }
    return endsInBackslash(text) || isQuoteOpen(text)
  }

  /// The text with which the next line begins: a backslash at the end becomes a line end.
  static func continued(_ text: String, isBlock: Bool) -> String {
    !isBlock && endsInBackslash(text) ? text.dropLast() + "\n" : text + "\n"
  }

  /// What was meant, without the marks.
  static func value(_ text: String, isBlock: Bool) -> String {
    if isBlock { return String(text.dropLast(end.count)).trimmingLineEnd() }
    let inner = text.trimmingWhitespace()
    guard inner.hasPrefix(quotes), inner.count >= 2 * quotes.count, inner.hasSuffix(quotes) else {
      return text
    }
    var body = inner.dropFirst(quotes.count).dropLast(quotes.count)
    if body.first == "\n" { body = body.dropFirst() }
    return String(body).trimmingLineEnd()
  }

  private static func lastLine(_ text: String) -> Substring {
    text[(text.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex)...]
  }

  private static func endsInBackslash(_ text: String) -> Bool {
    !text.reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
  }

  private static func isQuoteOpen(_ text: String) -> Bool {
    let inner = text.trimmingWhitespace()
    guard inner.hasPrefix(quotes) else { return false }
    return inner.count < 2 * quotes.count || !inner.hasSuffix(quotes)
  }
}
