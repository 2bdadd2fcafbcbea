import ArgumentParser
import Client

/// What a command line means that begins with no command: a question, mostly.
///
/// Nothing is asked that may have been meant as a command: a word that is nearly one, alone or before
/// what could be its options, is refused. `skein ask` is always sure.
struct Shorthand {
  /// A command, and the commands below it.
  struct Name {
    let text: String
    let below: [String]
  }

  /// What may stand before a command, with how many words it takes.
  private static let rootOptions = ["--socket": 2, "--json": 1, "--no-start": 1]
  /// What the command answers itself.
  private static let rootFlags: Set = [
    "--version", "--help", "-h", "--help-hidden", "--generate-completion-script",
    "--experimental-dump-help",
  ]

  let commands: [Name]

  /// The words with the command that they mean; `hasInput` when something is piped in.
  func expanded(
    _ words: [String], hasInput: @autoclosure () -> Bool
  ) throws(ClientError) -> [String] {
    let options = words.prefix(rootOptionCount(in: words))
    let rest = Array(words.dropFirst(options.count))
    guard let head = rest.first else { return hasInput() ? ["ask"] + words : words }
    if isOption(head) {
      let isOurs = Self.rootFlags.contains(head) || head.hasPrefix("---")
      return isOurs ? words : try asking(words)
    }
    if let command = command(head) {
      let meant = placed(understood(rest, below: command))
      if meant.first == head { try refuseUnknown(meant.dropFirst().first, below: command) }
      return options + meant
    }
    if let meant = alias(of: rest) { return options + placed(meant) }
    try refuseCommandLike(rest)
    return ["ask"] + words
  }

  private func rootOptionCount(in words: [String]) -> Int {
    var count = 0
    while count < words.count {
      let word = words[count]
      guard let width = Self.rootOptions[word] ?? (word.hasPrefix("--socket=") ? 1 : nil) else {
        break
      }
      count += width
    }
    return min(count, words.count)
  }

  /// A dash alone is standard input.
  private func isOption(_ word: String) -> Bool { word.hasPrefix("-") && word != "-" }

  private func command(_ word: String) -> Name? { commands.first { $0.text == word } }

  /// What other programs call what a command does.
  static let synonyms = [
    "ls": ["list"], "new": ["create", "add"], "rm": ["remove"], "remove": ["rm"],
    "del": ["rm", "remove"], "delete": ["rm", "remove"],
  ]

  /// The words with the command's own name for what is to be done.
  private func understood(_ words: [String], below command: Name) -> [String] {
    guard let said = words.dropFirst().first, !command.below.contains(said),
      let names = Self.synonyms[said]
    else { return words }
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
  private func placed(_ words: [String]) -> [String] {
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

  /// How a backup is put back: by hand, with no daemon running.
  private static let restoring = """
    skein db restore only says how, and nothing was restored: a backup is put back by hand. skein \
    daemon status says where the database file is, DB here; in its place, with the daemon stopped:
      skein daemon stop && for f in DB DB-wal DB-shm; do [ ! -e $f ] || mv $f $f.old; done
      cp BACKUP DB && skein daemon start
    """

  /// What stands behind a command that has others below it is one of them, or an option.
  private func refuseUnknown(_ word: String?, below command: Name) throws(ClientError) {
    guard let word, !command.below.isEmpty, !isOption(word), !command.below.contains(word) else {
      return
    }
    if command.text == "db", word == "restore" { throw .usage(Self.restoring) }
    let near = command.below.map { (name: $0, distance: editDistance(word.lowercased(), $0)) }
      .filter { $0.distance <= 2 && $0.distance < $0.name.count }
      .min { $0.distance < $1.distance }?.name
    let advice =
      near.map { "; did you mean skein \(command.text) \($0)?" }
      ?? "; skein \(command.text) --help lists them."
    throw .usage("“\(word)” is no command of skein \(command.text)\(advice)")
  }

  /// A question whose options come first, unless its first word is a command after all.
  private func asking(_ words: [String]) throws(ClientError) -> [String] {
    guard !words.contains("--"), let parsed = try? AskCommand.parse(words),
      let first = parsed.words.first
    else { return ["ask"] + words }
    if command(first) != nil {
      throw .usage(
        "“\(first)” is a command, and comes before its options: skein \(first) …; "
          + "as a question it is asked by skein ask ….")
    }
    // What is asked about a file, or by a template, is a question.
    if parsed.prompt.files.isEmpty, parsed.template.template == nil {
      try refuseCommandLike(behindOptions: parsed.words)
    }
    return ["ask"] + words
  }

  /// `ls`, `new` and the plurals of what can be listed.
  private func alias(of words: [String]) -> [String]? {
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

  /// The command that a word is nearly, if what follows it could follow that. Of those that are as
  /// near, it is one that begins as the word does.
  func nearest(to word: String, before rest: ArraySlice<String>) -> String? {
    let word = word.lowercased()
    let next = rest.first.flatMap { isOption($0) ? nil : $0 }
    let near = commands.flatMap { spellings(of: $0) }
      .map { (spelling: $0, distance: editDistance(word, $0.text)) }
      .filter { $0.distance <= $0.spelling.limit }
      .min { one, other in
        (one.distance, one.spelling.text.first == word.first ? 0 : 1)
          < (other.distance, other.spelling.text.first == word.first ? 0 : 1)
      }?.spelling
    guard let near else { return nil }
    guard let next else {
      let isList = near.isPlural && near.name.below.contains("list")
      return "skein \(near.name.text)\(isList ? " list" : "")"
    }
    return near.name.below.contains(next) ? "skein \(near.name.text) \(next)" : nil
  }

  /// A command as it may be written, also as what it lists.
  private struct Spelling {
    let text: String
    let name: Name
    let isPlural: Bool
    /// How many edits away a word may be meant for it.
    var limit: Int { name.text.count < 6 ? 1 : 2 }
  }

  private func spellings(of name: Name) -> [Spelling] {
    let own = Spelling(text: name.text, name: name, isPlural: false)
    // A word of three letters is near to too many others.
    guard name.text.count > 3, !name.text.hasSuffix("s") else { return [own] }
    return [own, Spelling(text: name.text + "s", name: name, isPlural: true)]
  }
}

extension Shorthand {
  /// The commands of skein itself.
  init(_ root: any ParsableCommand.Type) {
    var own: [Name] = []
    for command in root.configuration.subcommands {
      let configuration = command.configuration
      let below = configuration.subcommands.flatMap {
        [$0.configuration.commandName].compactMap(\.self) + $0.configuration.aliases
      }
      for name in [configuration.commandName].compactMap({ $0 }) + configuration.aliases {
        own.append(Name(text: name, below: below))
      }
    }
    commands = own + [Name(text: "help", below: own.map { $0.text })]
  }
}

/// How many characters must be put in, taken out, replaced or swapped with their neighbour to make
/// one word of the other (optimal string alignment).
func editDistance(_ one: String, _ other: String) -> Int {
  let (source, target) = (Array(one), Array(other))
  var before: [Int] = []
  var row = Array(0...target.count)
  for (line, character) in source.enumerated() {
    var next = [line + 1]
    for (column, wanted) in target.enumerated() {
      let replaced = row[column] + (character == wanted ? 0 : 1)
      var best = min(replaced, row[column + 1] + 1, next[column] + 1)
      let isSwap =
        line > 0 && column > 0 && character == target[column - 1] && source[line - 1] == wanted
      if isSwap { best = min(best, before[column - 1] + 1) }
      next.append(best)
    }
    (before, row) = (row, next)
  }
  return row[target.count]
}
