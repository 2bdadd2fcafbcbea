import Client

/// Prose broken at blanks, so that no word is broken where a terminal's line ends.
enum Wrapping {
  /// Each line in as many as it needs, those that follow as far in as it is, and by `hanging` more,
  /// but for a long word that needs the room. A word that is wider than all columns, as an address
  /// may be, stays whole.
  static func wrapped(_ text: String, columns: Int, hanging: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapped(line: $0, columns: columns, hanging: hanging) }
      .joined(separator: "\n")
  }

  private static func wrapped(line: Substring, columns: Int, hanging: Int) -> String {
    guard DisplayWidth.of(line) > columns else { return String(line) }
    let indent = line.prefix { $0 == " " }
    let margin = indent.count + hanging
    var lines: [String] = []
    var (current, width, gap) = (String(indent), indent.count, 0)
    var isEmpty = true
    for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false)
    {
      // Blanks beside each other line something up.
      if word.isEmpty {
        gap += 1
        continue
      }
      let wanted = DisplayWidth.of(word)
      if !isEmpty, width + gap + wanted > columns {
        lines.append(current)
        width = max(0, min(margin, columns - wanted))
        current = String(repeating: " ", count: width)
      } else if !isEmpty {
        current += String(repeating: " ", count: gap)
        width += gap
      }
      current += word
      (width, gap, isEmpty) = (width + wanted, 1, false)
    }
    return (lines + [current]).joined(separator: "\n")
  }
}
