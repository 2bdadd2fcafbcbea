/// What is probably wrong with a line that a YAML parser does not take: mostly where it begins.
enum YAMLMistake {
  /// In words that follow the parser's own; nil where nothing is likely. Lines count from 1.
  static func words(line number: Int, in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return nil }
    let line = lines[number - 1]
    if line.prefix(while: \.isWhitespace).contains("\t") {
      return "indent line \(number) with blanks; a tab is none"
    }
    let above = lines.indices.prefix(number - 1).filter { isContent(lines[$0]) }
    guard let last = above.last, isContent(line) else { return nil }
    if indentation(line) > indentation(lines[last]), let name = nameOfScalar(lines[last]) {
      return
        "line \(number) stands under `\(name):` of line \(last + 1), which has a value already; "
        + "indent it as far as the lines that it belongs to, or move it below them"
    }
    if !above.contains(where: { indentation(lines[$0]) == indentation(line) }) {
      return "line \(number) is indented as no line above it is"
    }
    return nil
  }

  private static func isContent(_ line: Substring) -> Bool {
    let words = line.drop(while: \.isWhitespace)
    return !words.isEmpty && !words.hasPrefix("#")
  }

  private static func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

  /// The name in `name: value`; nil for a line without a value, or with one that lines below go on with.
  private static func nameOfScalar(_ line: Substring) -> String? {
    guard let colon = line.firstRange(of: ": ") else { return nil }
    let value = line[colon.upperBound...].drop(while: \.isWhitespace)
    guard let first = value.first, !"#|>&!{[\"'".contains(first) else { return nil }
    return String(line[..<colon.lowerBound].drop { $0 == " " || $0 == "-" })
  }
}
