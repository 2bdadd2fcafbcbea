import ArgumentParser
import Client

/// Refuses words that read like a command, but are not one.
extension Shorthand {
  /// Refuses what was probably meant as a command: the name of one below another command, or of one
  /// of another program, alone or before words that make no sentence; and a misspelled name.
  ///
  /// Beside what is piped in, a single word is what is to be done with that: only the names of commands
  /// on whose effect somebody may rely are refused.
  func refuseCommandLike(
    _ words: [String], hasInput: @autoclosure () -> Bool
  ) throws(ClientError) {
    guard let head = words.first, !head.contains(where: \.isWhitespace) else { return }
    let rest = words.dropFirst()
    let word = head.lowercased()
    if rest.isEmpty, !ForeignCommands.reliedOn.contains(word), hasInput() { return }
    if let meant = ForeignCommands.misspelled[word] { throw noCommand(head, meant, rest.isEmpty) }
    let swapped = swapped(word)
    // Parsing takes milliseconds, which a plain question need not wait for.
    let plain = swapped != nil || isCommandWord(word) ? Self.plainWords(rest) : []
    if reads(word, before: plain) {
      throw noCommand(head, meaning(of: word, before: plain), rest.isEmpty)
    }
    if let near = nearest(to: head, before: rest) { throw noCommand(head, near, rest.isEmpty) }
    if let swapped, plain.allSatisfy(isNoProse) {
      throw noCommand(head, meaning(of: swapped, before: plain), rest.isEmpty)
    }
    if !ForeignCommands.english.contains(word), let long = longCommand(near: word) {
      throw noCommand(head, "skein \(long)", rest.isEmpty)
    }
  }

  /// The same for words behind the options of a question. There, names of other programs' commands are
  /// accepted, unless somebody may rely on their effect.
  func refuseCommandLike(behindOptions words: [String]) throws(ClientError) {
    guard let head = words.first else { return }
    let word = head.lowercased()
    let isOwn = commands.contains { $0.below.contains(word) }
    guard isOwn || ForeignCommands.reliedOn.contains(word),
      reads(word, before: Array(words.dropFirst()))
    else { return }
    throw noCommand(head, meaning(of: word, before: Array(words.dropFirst())), words.count == 1)
  }

  private func noCommand(_ word: String, _ meant: String?, _ isAlone: Bool) -> ClientError {
    let advice = meant.map { "; did you mean \($0)?" } ?? ": skein --help lists the commands."
    return .usage(
      "“\(word)” is no command\(advice) "
        + "As a question it is asked by skein ask \(word)\(isAlone ? "" : " …").")
  }

  /// Whether the word is the name of a command, and the words behind it make no sentence.
  private func reads(_ word: String, before rest: [String]) -> Bool {
    guard isCommandWord(word) else { return false }
    if rest.count == 1, ForeignCommands.reliedOn.contains(word) {
      return !rest[0].contains(where: \.isWhitespace)
    }
    return rest.allSatisfy(isNoProse) || isDone(word, to: rest)
  }

  /// Whether the first of the words behind it can only be what a command is done to: `rename 25 wool`,
  /// `set model big`, `aliases set big p/large`.
  private func isDone(_ word: String, to rest: [String]) -> Bool {
    guard let first = rest.first?.lowercased() else { return false }
    if ForeignCommands.nouns.contains(word) { return isCommandWord(first) }
    guard rest.count <= 2 else { return false }
    // `keys get openai`, `models show big`: a noun, a verb and what it is done to.
    if let noun = noun(word), noun.text != word { return isCommandWord(first) }
    guard rest.count == 2 else { return false }
    return word == "rename" && first.allSatisfy(\.isWholeNumber)
      || ["set", "use"].contains(word) && noun(first) != nil
  }

  /// Whether a command of skein or of another program has this name.
  func isCommandWord(_ word: String) -> Bool {
    ForeignCommands.meanings[word] != nil || ForeignCommands.unknown.contains(word)
      || noun(word) != nil || commands.contains { $0.below.contains(word) }
  }

  /// The command at the top with this name, or with this plural.
  private func noun(_ word: String) -> Name? {
    commands.first { $0.text == word || $0.text + "s" == word && !$0.below.isEmpty }
  }

  /// Whether it is not part of a sentence: a number, a time, an id, a path, a setting or the name of a
  /// command.
  private func isNoProse(_ word: String) -> Bool {
    guard !word.contains(where: \.isWhitespace) else { return false }
    if word.isEmpty || word == "-" || word.contains("=") { return true }
    let isCount = word.allSatisfy { $0.isWholeNumber || "#.,:-".contains($0) }
    // A number with a unit, such as 30d.
    if isCount || word.dropLast().allSatisfy(\.isWholeNumber) && word.first?.isWholeNumber == true {
      return true
    }
    let isHex = word.allSatisfy { $0.isHexDigit || $0 == "-" }
    if isHex, word.count >= 8, word.contains(where: \.isWholeNumber) { return true }
    return word.isPath || isCommandWord(word.lowercased())
  }

  /// The command line that does what the word says; `nil` if there is none.
  private func meaning(of word: String, before rest: [String]) -> String? {
    if let noun = rest.first.flatMap({ noun($0.lowercased()) }),
      let name = ([word] + (Self.synonyms[word] ?? [])).first(where: noun.below.contains)
    {
      return "skein \(noun.text) \(name)"
    }
    // config.yaml sets it, and this says so.
    if ["set", "use"].contains(word),
      rest.first.flatMap({ self.noun($0.lowercased()) })?.text == "model"
    {
      return "skein model default"
    }
    let owners = commands.filter { $0.text != "help" && $0.below.contains(word) }
    if rest.contains(where: \.isPath) {
      if let database = owners.first(where: { $0.text == "db" }) {
        return "skein \(database.text) \(word)"
      }
      // A backup is restored by hand, and db restore says how.
      if word == "restore" { return "skein db restore" }
    }
    if let meant = ForeignCommands.meanings[word] ?? noun(word).map({ "skein \($0.text)" }) {
      return meant
    }
    if let owner = owners.first(where: { $0.text == "thread" }) ?? owners.first {
      return "skein \(owner.text) \(word)"
    }
    return nil
  }

  /// The name of a command, of four letters or more, that the word is with two neighbours swapped.
  private func swapped(_ word: String) -> String? {
    let letters = Array(word)
    guard letters.count > 3 else { return nil }
    for index in letters.indices.dropLast() {
      var other = letters
      other.swapAt(index, index + 1)
      if isCommandWord(String(other)) { return String(other) }
    }
    return nil
  }

  /// The command of six letters or more from which the word differs by one letter, whatever follows.
  private func longCommand(near word: String) -> String? {
    commands.map(\.text).first { name in
      name.count > 5 && name.first == word.first && word != name + "s"
        && min(editDistance(word, name), editDistance(word, name + "s")) == 1
    }
  }

  /// The words without options and their values, as far as those can be recognised.
  private static func plainWords(_ words: ArraySlice<String>) -> [String] {
    if let ask = try? AskCommand.parse(Array(words)) { return ask.words }
    var (plain, followsOption): ([String], Bool) = ([], false)
    for word in words {
      let isOption = word.hasPrefix("-") && word != "-"
      if !isOption, !followsOption { plain.append(word) }
      followsOption = isOption && !word.contains("=")
    }
    return plain
  }
}

extension String {
  /// Whether it looks like the path of a file: it has a slash, or a dot before a suffix.
  fileprivate var isPath: Bool {
    if contains("/") || hasPrefix("~") || hasPrefix(".") { return true }
    guard let dot = lastIndex(of: "."), dot > startIndex else { return false }
    let end = self[index(after: dot)...]
    return !end.isEmpty && end.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
