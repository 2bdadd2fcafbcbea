/// The text of an mdoc(7) page as it grows.
package struct Mdoc {
  package private(set) var text: String

  package init() {
    text = ""
  }

  /// A page up to its description.
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

  /// A macro line; the arguments stand as they are.
  package mutating func macro(_ line: String) {
    text += ".\(line)\n"
  }

  /// A heading, or the tag of a list: its words are text, whatever macro they are named like.
  mutating func macro(_ name: String, words: String) {
    macro(name + " " + words.split(separator: " ").map { inert(String($0)) }.joined(separator: " "))
  }

  /// Prose: a line for each sentence, folded, and `code` in bold.
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

  /// Lines that stand as they are; `style` is what else `Bd` is to know.
  package mutating func literal(_ lines: [String], style: String = "") {
    macro("Bd -literal" + (style.isEmpty ? "" : " " + style))
    for line in lines { text += guarded(verbatim(line)) + "\n" }
    macro("Ed")
  }
}

/// A word that mdoc must not take for one of its macros, such as `At` or `In`.
private func inert(_ word: String) -> String {
  let isLikeMacro =
    (2...3).contains(word.utf8.count) && word.first?.isUppercase == true
    && word.dropFirst().allSatisfy(\.isLowercase)
  return (isLikeMacro ? "\\&" : "") + escaped(word)
}

/// A name such as `onDisconnect`, which must not be hyphenated at the end of a line.
private func unbroken(_ word: String) -> String {
  let isName = word.dropFirst().contains { $0.isUppercase || "/?_".contains($0) }
  return isName ? "\\%" + word : word
}

/// Splits after a full stop and a space, as mdoc wants its source.
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

/// A line that must not begin as a macro does.
private func guarded(_ line: String) -> String {
  line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
}

/// Text outside ASCII by its name, as every roff reads it.
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

/// For examples, which people copy: quotes and dashes must stay what a shell reads.
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
