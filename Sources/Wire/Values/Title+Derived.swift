extension Title {
  /// A title for a thread that was given none: the prompt's first line that is not blank, white
  /// space folded, cut at a grapheme boundary to fit, `…` at the end when it was cut.
  ///
  /// `nil` when nothing printable is left.
  package static func derived(from prompt: Content) -> Title? {
    for line in prompt.text.split(whereSeparator: \.isNewline) {
      // A long line is looked at only as far as a title can reach.
      let inked = line.unicodeScalars.drop { $0.properties.isWhitespace }
      let scalars = inked.prefix(16 * lengthLimit).map { scalar -> Character in
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
          ? " " : Character(scalar)
      }
      let words = String(scalars).split(separator: " ")
      guard !words.isEmpty else { continue }
      return Title(fitted(words.joined(separator: " ")))
    }
    return nil
  }

  private static func fitted(_ line: String) -> String {
    guard line.unicodeScalars.count > lengthLimit else { return line }
    var length = 0
    var end = line.startIndex
    for index in line.indices {
      length += line[index].unicodeScalars.count
      guard length < lengthLimit else { break }
      end = line.index(after: index)
    }
    return String(line[..<end]).trimmingWhitespace() + "…"
  }
}
