extension Title {
  /// A title for a thread that was given none: the first line of the prompt that is not blank, with
  /// each run of white space replaced by one space. A line that is too long is cut at a grapheme
  /// boundary and ends with `…`.
  ///
  /// `nil` if nothing printable is left.
  package static func derived(from prompt: Content) -> Title? {
    for line in prompt.text.split(whereSeparator: \.isNewline) {
      // Only the part of a long line that a title can hold is examined.
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
