/// Builds the text of an mdoc(7) page.
package struct Mdoc {
  package private(set) var text: String

  package init() {
    text = ""
  }

  /// Begins a page, up to its description.
  init(name: String, section: Int, summary: String) {
    text = """
      .\\" Written by `swift run maintain` from Sources/Wire: edit the declarations, not this page.
      .Dd \(Manual.date)
      .Dt \(name.uppercased()) \(section)
      .Os "\(Manual.system)"
      .Sh NAME
      .Nm \(name)
      .Nd \(escaped(summary))

      """
  }

  /// Adds a macro line; the arguments are not escaped.
  package mutating func macro(_ line: String) {
    text += ".\(line)\n"
  }

  /// Adds a heading or the tag of a list; its words are text, even if one is the name of a macro.
  mutating func macro(_ name: String, words: String) {
    macro(name + " " + words.split(separator: " ").map { inert(String($0)) }.joined(separator: " "))
  }

  /// Adds prose: each sentence starts a line, long lines are folded, and `code` is bold.
  package mutating func prose(_ prose: String) {
    for sentence in sentences(of: prose) {
      var line = ""
      for word in sentence.split(separator: " ").map({ unbroken(String($0)) }) {
        if !line.isEmpty, line.count + word.count >= 80 {
          text += guarded(line) + "\n"
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      text += guarded(line) + "\n"
    }
  }

  /// Adds lines that are shown unchanged.
  package mutating func literal(_ lines: [String], style: String = "") {
    macro("Bd -literal" + (style.isEmpty ? "" : " " + style))
    for line in lines { text += guarded(verbatim(line)) + "\n" }
    macro("Ed")
  }
}

/// Escapes a word that mdoc could take for one of its macros, such as `At` or `In`.
private func inert(_ word: String) -> String {
  let isLikeMacro =
    (2...3).contains(word.utf8.count) && word.first?.isUppercase == true
    && word.dropFirst().allSatisfy(\.isLowercase)
  return (isLikeMacro ? "\\&" : "") + escaped(word)
}

/// Escapes a name such as `onDisconnect`, so that it is not hyphenated at the end of a line.
private func unbroken(_ word: String) -> String {
  let isName = word.dropFirst().contains { $0.isUppercase || "/?_".contains($0) }
  return isName ? "\\%" + word : word
}

/// Splits after a full stop and a space, because mdoc expects each sentence on a new line.
private func sentences(of prose: String) -> [String] {
  var sentences = [""]
  for word in styled(prose).split(separator: " ") {
    sentences[sentences.count - 1] += (sentences[sentences.count - 1].isEmpty ? "" : " ") + word
    if word.hasSuffix(".") || word.hasSuffix(".\\fR") { sentences.append("") }
  }
  return sentences.filter { !$0.isEmpty }
}

/// `code` between backticks becomes bold.
private func styled(_ prose: String) -> String {
  let parts = prose.split(separator: "`", omittingEmptySubsequences: false)
  guard parts.count % 2 == 1 else { return escaped(prose) }
  return parts.enumerated().map { position, part in
    position % 2 == 0 ? escaped(String(part)) : "\\fB\(escaped(String(part)))\\fR"
  }.joined()
}

/// Escapes the start of a line that would begin like a macro.
private func guarded(_ line: String) -> String {
  line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
}

/// The text with characters outside ASCII as escapes, which every roff reads.
func escaped(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar {
    case "\\": "\\e"
    case _ where scalar.isASCII: String(scalar)
    default: "\\[u" + padded(String(scalar.value, radix: 16, uppercase: true)) + "]"
    }
  }.joined()
}

private func padded(_ digits: String) -> String {
  String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// Escapes a line of an example, which people copy: quotes and dashes must stay as a shell needs
/// them.
private func verbatim(_ line: String) -> String {
  escaped(line).map { character in
    switch character {
    case "-": "\\-"
    case "'": "\\(aq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    default: String(character)
    }
  }.joined()
}
