/// Other words for a command, as people know them from other programs, and where `-t` may stand.
extension Shorthand {
  /// What other programs call what a command does.
  static let synonyms = [
    "ls": ["list"], "new": ["create", "add"], "rm": ["remove"], "remove": ["rm"],
    "del": ["rm", "remove"], "delete": ["rm", "remove"], "title": ["rename"], "mv": ["rename"],
    "close": ["done"], "complete": ["done"], "finish": ["done"], "open": ["show"], "view": ["show"],
    "cat": ["show"],
  ]

  /// Where a thing is made by a word of its own.
  private static let making = ["key": "set", "template": "edit"]

  /// The words with the command's own name for what is to be done.
  func understood(_ words: [String], below command: Name) -> [String] {
    guard let said = words.dropFirst().first, !command.below.contains(said) else { return words }
    if ["add", "create", "new"].contains(said), let name = Self.making[command.text] {
      return [command.text, name] + words.dropFirst(2)
    }
    guard let names = Self.synonyms[said] else { return words }
    if let name = names.first(where: command.below.contains) {
      return [command.text, name] + words.dropFirst(2)
    }
    // A thread is made by asking in it.
    let isNewThread = said == "new" && command.text == "thread"
    return isNewThread ? alias(of: Array(words.dropFirst())) ?? words : words
  }

  /// The commands of threads that name one by its place.
  private static let placing: Set = [
    "show", "rename", "set", "rm", "restore", "fork", "export", "use",
  ]

  /// `-t` names a thread everywhere: where one is named by its place, it is put there.
  func placed(_ words: [String]) -> [String] {
    guard words.count > 2, words[0] == "thread", Self.placing.contains(words[1]) else {
      return words
    }
    var (named, others): ([String], [String]) = ([], [])
    var left = words.dropFirst(2)
    while let word = left.popFirst() {
      if word == "--" {
        others += [word] + left
        break
      }
      if word == "-t" || word == "--thread", let name = left.popFirst() {
        named.append(name)
      } else if word.hasPrefix("--thread=") {
        named.append(String(word.dropFirst("--thread=".count)))
      } else if word.hasPrefix("-t"), word.count > 2 {
        named.append(String(word.dropFirst(2)))
      } else {
        others.append(word)
      }
    }
    return Array(words.prefix(2)) + named + others
  }

  /// `ls`, `new` and the plurals of what can be listed.
  func alias(of words: [String]) -> [String]? {
    let rest = Array(words.dropFirst())
    let isAlone = rest.first.map(isOption) ?? true
    switch words.first {
    case "ls": return isAlone ? ["thread", "list"] + rest : nil
    case "new":
      if isAlone { return ["chat"] + rest }
      // Quoted, it is a question of its own.
      return rest.first?.contains(where: \.isWhitespace) == true ? ["ask"] + rest : nil
    case let word?:
      guard word.hasSuffix("s"), let noun = command(String(word.dropLast())),
        noun.below.contains("list")
      else { return nil }
      if isAlone { return [noun.text, "list"] + rest }
      return rest.first.map(noun.below.contains) == true ? [noun.text] + rest : nil
    case nil: return nil
    }
  }
}
