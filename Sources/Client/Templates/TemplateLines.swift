import Wire

/// The lines of a template's file: an optional head, and the rest.
struct TemplateLines {
  /// A line of the head.
  struct Entry: Equatable {
    let line: Int
    let key: String
    let value: String

    /// The parameter of `default NAME`.
    var parameter: String? { name(behind: "default") }

    /// The model's option of `option NAME`.
    var option: String? { name(behind: "option") }

    private func name(behind word: Substring) -> String? {
      let words = key.split(separator: " ")
      guard words.count == 2, words[0] == word, Placeholders.isName(words[1]) else { return nil }
      return String(words[1])
    }
  }

  private static let mark = "---"
  private let name: String
  private let lines: [String]
  private var next = 0

  init(_ text: String, of name: String) {
    self.name = name
    // Some editors write a byte order mark at the beginning of a file.
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    // CR and LF together are one character in Swift, which counts as a line's end.
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
      .map(String.init)
  }

  /// The error, with its place.
  func wrong(_ line: Int?, _ what: String) -> ClientError {
    .usage("The template \(name)\(line.map { ", line \($0):" } ?? "") \(what).")
  }

  /// The entries between the two lines `---`; none when the first line is not `---`.
  mutating func takeHead() throws(ClientError) -> [Entry] {
    guard lines[0].trimmingWhitespace() == Self.mark else { return [] }
    next = 1
    var entries: [Entry] = []
    while next < lines.count {
      let (line, text) = (next + 1, lines[next])
      next += 1
      let trimmed = text.trimmingWhitespace()
      if trimmed == Self.mark { return entries }
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      guard let colon = text.firstIndex(of: ":"), text.first != " ", text.first != "\t" else {
        throw wrong(line, "expected “key: value” or a line ---")
      }
      let key = text[..<colon].split(separator: " ").joined(separator: " ")
      let value = String(text[text.index(after: colon)...]).trimmingWhitespace()
      let whole = value == "|" ? takeIndented() : value
      // A key without a value is ignored.
      if !whole.isEmpty || key.hasPrefix("default ") {
        entries.append(Entry(line: line, key: key, value: whole))
      }
    }
    throw wrong(1, "begins a head that no later line --- ends")
  }

  /// The text after the head, without empty lines around it.
  var rest: String {
    var rest = lines[min(next, lines.count)...]
    while rest.first?.trimmingWhitespace().isEmpty == true { rest.removeFirst() }
    while rest.last?.trimmingWhitespace().isEmpty == true { rest.removeLast() }
    return rest.joined(separator: "\n")
  }

  private mutating func takeIndented() -> String {
    var taken: [Substring] = []
    while next < lines.count {
      let line = lines[next]
      guard line.hasPrefix("  ") || line.trimmingWhitespace().isEmpty else { break }
      taken.append(line.dropFirst(2))
      next += 1
    }
    while taken.last?.isEmpty == true { taken.removeLast() }
    return taken.joined(separator: "\n")
  }
}

extension Character {
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" }
}
