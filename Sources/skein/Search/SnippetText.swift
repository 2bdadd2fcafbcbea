import Wire

/// A snippet as the daemon sends it, with a mark before and behind each match.
struct SnippetText {
  private typealias Letter = (character: Character, isMatch: Bool)

  private var parts: [(text: String, isMatch: Bool)] = []

  init(_ snippet: String) {
    var (part, isMatch) = (String.UnicodeScalarView(), false)
    func end(_ parts: inout [(text: String, isMatch: Bool)]) {
      if !part.isEmpty { parts.append((String(part), isMatch)) }
      part = .init()
    }
    for scalar in snippet.unicodeScalars {
      switch scalar {
      case SearchHit.matchStart, SearchHit.matchEnd:
        end(&parts)
        isMatch = scalar == SearchHit.matchStart
      default: part.append(scalar)
      }
    }
    end(&parts)
  }

  var plain: String { parts.map(\.text).joined() }

  /// For a terminal: clean, in lines of at most so many columns that end at blanks where they can, and
  /// each match as `match` shows it, the rest as `plain` does.
  func wrapped(
    to columns: Int, plain: (String) -> String, match: (String) -> String
  ) -> [String] {
    lines(columns).map { line in
      var runs: [(text: String, isMatch: Bool)] = []
      for letter in line {
        if let last = runs.last, last.isMatch == letter.isMatch {
          runs[runs.count - 1].text.append(letter.character)
        } else {
          runs.append((String(letter.character), letter.isMatch))
        }
      }
      return runs.map { $0.isMatch ? match($0.text) : plain($0.text) }.joined()
    }
  }

  private func lines(_ columns: Int) -> [[Letter]] {
    var lines: [[Letter]] = []
    var (line, used) = ([Letter](), 0)
    for word in words {
      let length = word.reduce(0) { $0 + DisplayWidth.of($1.character) }
      // The blank behind a word may stand beyond the end.
      let visible = word.last?.character == " " ? length - 1 : length
      if used > 0, used + visible <= columns {
        line += word
        used += length
        continue
      }
      if used > 0 { lines.append(line) }
      (line, used) = ([], 0)
      // One that is longer than a line fills as many as it needs.
      for letter in word {
        let width = DisplayWidth.of(letter.character)
        if used > 0, used + width > columns {
          lines.append(line)
          (line, used) = ([], 0)
        }
        line.append(letter)
        used += width
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines.map { line in
      var line = line
      while line.last?.character == " " { line.removeLast() }
      return line
    }
  }

  /// Each with the blank behind it.
  private var words: [[Letter]] {
    var words: [[Letter]] = []
    var word: [Letter] = []
    for part in parts {
      for character in PrintableText.line(part.text) {
        word.append((character, part.isMatch))
        if character == " " {
          words.append(word)
          word = []
        }
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
