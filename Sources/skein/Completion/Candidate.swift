import ArgumentParser

/// Something to offer, with what tells people which it is.
struct Candidate: Equatable {
  let value: String
  let description: String

  init(_ value: String, _ description: String = "") {
    self.value = value
    self.description = description
  }

  /// As the shell wants to read it, on one line.
  func line(for shell: CompletionShell?) -> String {
    let value = PrintableText.line(value)
    let description = PrintableText.line(description)
    guard !description.isEmpty else { return shell == .zsh ? escaped(value) : value }
    switch shell {
    case CompletionShell.zsh: return escaped(value) + ":" + description
    case CompletionShell.fish: return value + "\t" + description
    // Where one value may begin as another does, bash would insert the description too.
    default:
      return value.isNumberOrID ? value + "\t" + description : value
    }
  }

  /// A colon ends the value in what zsh's _describe takes.
  private func escaped(_ value: String) -> String {
    var escaped = ""
    for character in value {
      if character == ":" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

extension String {
  fileprivate var isNumberOrID: Bool {
    allSatisfy(\.isWholeNumber) || utf8.count == 36 && allSatisfy { $0.isHexDigit || $0 == "-" }
  }
}
