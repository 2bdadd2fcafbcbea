/// Guesses the mistake in a line that the YAML parser rejects, which is mostly wrong indentation.
enum YAMLMistake {
  /// The likely mistake, in words that follow the parser's message; `nil` if none is likely. Lines
  /// are counted from 1.
  static func words(line number: Int, in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return nil }
    let line = lines[number - 1]
    if line.prefix(while: \.isWhitespace).contains("\t") {
      return "indent line \(number) with spaces instead of tabs"
    }
    let above = lines.indices.prefix(number - 1).filter { isContent(lines[$0]) }
    guard let last = above.last, isContent(line) else { return nil }
    if indentation(line) > indentation(lines[last]), let name = nameOfScalar(lines[last]) {
      return
        "line \(number) is indented under `\(name):` of line \(last + 1), which already has a value; "
        + "indent it as far as the lines that it belongs to, or move it below them"
    }
    if !above.contains(where: { indentation(lines[$0]) == indentation(line) }) {
      return "no line above line \(number) has the same indentation"
    }
    return nil
  }

  private static func isContent(_ line: Substring) -> Bool {
    let words = line.drop(while: \.isWhitespace)
    return !words.isEmpty && !words.hasPrefix("#")
  }

  private static func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

  /// The name in `name: value`; `nil` for a line without a value, or with a value that continues on
  /// the next lines.
  private static func nameOfScalar(_ line: Substring) -> String? {
    guard let colon = line.firstRange(of: ": ") else { return nil }
    let value = line[colon.upperBound...].drop(while: \.isWhitespace)
    guard let first = value.first, !"#|>&!{[\"'".contains(first) else { return nil }
    return String(line[..<colon.lowerBound].drop { $0 == " " || $0 == "-" })
  }
}
