/// The top-level settings of a configuration that are plain text, read without a YAML parser:
/// enough for a client, which needs two paths of it before each command.
///
/// A value is exactly what the daemon reads, or unknown: never a different one.
struct TopLevelSettings {
  enum Value: Equatable {
    case text(String)
    /// Written in a way that only a YAML parser can read; its line, counted from 1.
    case unclear(line: Int)
  }

  private(set) var values: [String: Value] = [:]

  /// Reads the settings `names` in the text of a configuration file.
  init(_ bytes: some Sequence<UInt8>, names: Set<String>) {
    var text = String(decoding: Array(bytes), as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    // Split as bytes: as a string, CR LF would be one character.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let content = lines.enumerated().filter { Self.isContent($0.element) }
    guard let first = content.first else { return }
    let indent = Self.indent(first.element)
    if "{[".contains(first.element.dropFirst(indent).first ?? " ") {
      // The whole document is in braces.
      for name in names where text.contains(name) {
        values[name] = .unclear(line: first.offset + 1)
      }
      return
    }
    for (place, line) in content.enumerated() where Self.indent(line.element) == indent {
      guard let (name, rest) = Self.entry(line.element.dropFirst(indent)), names.contains(name),
        values[name] == nil
      else { continue }
      let goesOn =
        content.indices.contains(place + 1) && Self.indent(content[place + 1].element) > indent
      values[name] =
        switch goesOn ? nil : Self.scalar(rest) {
        case .some(let text): text.map { Value.text($0) }
        case .none: Value.unclear(line: line.offset + 1)
        }
    }
  }

  /// Whether the line is neither empty, nor a comment, nor the marker of a document's start.
  private static func isContent(_ line: String) -> Bool {
    guard let first = line.first(where: { !" \t\r".contains($0) }) else { return false }
    return first != "#" && !line.hasPrefix("---") && !line.hasPrefix("%")
  }

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  /// A setting's name and the text behind its colon.
  private static func entry(_ line: Substring) -> (name: String, rest: Substring)? {
    let quote = line.first.flatMap { "\"'".contains($0) ? $0 : nil }
    let body = quote == nil ? line : line.dropFirst()
    guard let end = body.firstIndex(where: { $0 == quote ?? ":" }) else { return nil }
    var rest = body[end...]
    if quote != nil { rest = rest.dropFirst().drop { $0 == " " } }
    guard rest.first == ":" else { return nil }
    rest = rest.dropFirst()
    guard rest.isEmpty || " \t\r".contains(rest.first ?? " ") else { return nil }
    let name = String(body[..<end])
    return (quote == nil ? name.trimmingBlanks() : name, rest)
  }

  /// The value of a text on one line: the inner `nil` means null, the outer one unclear.
  private static func scalar(_ value: Substring) -> String?? {
    let value = Substring(String(value).trimmingBlanks())
    switch value.first {
    case nil, "#": return .some(nil)
    case "'": return quoted(value, by: "'") { $0.replacing("''", with: "'") }
    case "\"":
      return quoted(value, by: "\"") { text in
        let plain = text.replacing("\\\\", with: "").replacing("\\\"", with: "")
        guard !plain.contains("\\") else { return nil }
        return text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
      }
    case let first? where "&*!|>{}[]%@`?,".contains(first): return nil
    default:
      var text = String(value)
      if let comment = text.firstRange(of: " #") { text = String(text[..<comment.lowerBound]) }
      text = text.trimmingBlanks()
      return .some(["", "~", "null"].contains(text) ? nil : text)
    }
  }

  private static func quoted(
    _ value: Substring, by quote: Character, _ read: (String) -> String?
  ) -> String?? {
    var index = value.index(after: value.startIndex)
    let start = index
    while index < value.endIndex {
      let next = value.index(after: index)
      if quote == "\"", value[index] == "\\" {
        guard next < value.endIndex else { return nil }
        index = value.index(after: next)
      } else if value[index] != quote {
        index = next
      } else if quote == "'", next < value.endIndex, value[next] == quote {
        index = value.index(after: next)
      } else {
        let rest = String(value[next...]).trimmingBlanks()
        guard rest.isEmpty || rest.hasPrefix("#") else { return nil }
        return read(String(value[start..<index])).map { .some($0) }
      }
    }
    return nil
  }
}

extension String {
  /// The text without blanks, tabs and carriage returns at both ends.
  fileprivate func trimmingBlanks() -> String {
    var text = drop { " \t\r".contains($0) }
    while let last = text.last, " \t\r".contains(last) { text.removeLast() }
    return String(text)
  }
}
