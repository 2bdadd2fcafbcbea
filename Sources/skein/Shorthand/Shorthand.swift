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
    /// Where the commands below it are declared; for `help`, the root.
    let command: any ParsableCommand.Type

    /// The words of the commands below it. They are read when they are needed: most command lines
    /// need those of one command.
    var below: [String] { command.configuration.subcommands.flatMap { $0.words } }
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
      try refuseMisplaced(meant)
      if meant.first == "ask" { try refuseFlag(within: Array(meant.dropFirst())) }
      return options + meant
    }
    if let meant = alias(of: rest) {
      try refuseMisplaced(meant)
      return options + placed(meant)
    }
    try refuseCommandLike(rest, hasInput: hasInput())
    try refuseFlag(within: rest)
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
  func isOption(_ word: String) -> Bool { word.hasPrefix("-") && word != "-" }

  func command(_ word: String) -> Name? { commands.first { $0.text == word } }

  /// How a backup is put back: by hand, with no daemon running.
  private static let restoring = """
    skein db restore only says how, and nothing was restored: a backup is put back by hand. skein \
    daemon status says where the database file is, DB here; in its place, with the daemon stopped:
      skein daemon stop && for f in DB DB-wal DB-shm; do [ ! -e $f ] || mv $f $f.old; done
      cp BACKUP DB && skein daemon start
    """

  /// How another model becomes the default.
  private static let choosing = """
    No command sets the default model: the line model: NAME in config.yaml does (skein daemon status \
    says where that is), SKEIN_MODEL for one shell, skein thread set THREAD -m NAME for one thread, and \
    -m NAME for one question. skein model list lists the names.
    """

  /// What stands behind a command that has others below it is one of them, or an option.
  private func refuseUnknown(_ word: String?, below command: Name) throws(ClientError) {
    guard let word, !command.below.isEmpty, !isOption(word), !command.below.contains(word) else {
      return
    }
    if command.text == "db", word == "restore" { throw .usage(Self.restoring) }
    if command.text == "model", ["set", "use"].contains(word) { throw .usage(Self.choosing) }
    let meant = meant(by: word, below: command)
    let advice =
      meant.map { "; did you mean skein \($0)?" } ?? "; skein \(command.text) --help lists them."
    throw .usage("“\(word)” is no command of skein \(command.text)\(advice)")
  }

  /// The command line that is meant by what is no command below this one.
  private func meant(by word: String, below command: Name) -> String? {
    let near = command.below.map { (name: $0, distance: editDistance(word.lowercased(), $0)) }
      .filter { $0.distance <= 2 && $0.distance < $0.name.count }
      .min { $0.distance < $1.distance }?.name
    if let near { return "\(command.text) \(near)" }
    // A number names a thing; words in quotation marks are what it is to be called.
    if word.allSatisfy(\.isWholeNumber), command.below.contains("show") {
      return "\(command.text) show \(word)"
    }
    if word.contains(where: \.isWhitespace), command.below.contains("add") {
      return "\(command.text) add …"
    }
    return self.command(word).map { $0.below.isEmpty ? "\($0.text) …" : $0.text }
  }

  /// A question whose options come first, unless its first word is a command after all.
  private func asking(_ words: [String]) throws(ClientError) -> [String] {
    // Parsing takes milliseconds, which a question without a command's name need not wait for.
    guard !words.contains("--"),
      words.contains(where: { command($0) != nil || isCommandWord($0.lowercased()) }),
      let parsed = try? AskCommand.parse(words), let first = parsed.words.first
    else { return ["ask"] + words }
    if first == "ask" {
      throw .usage("ask comes before its options, or is left out: skein ask -m NAME ….")
    }
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
}

extension Shorthand {
  /// The commands of skein itself.
  init(_ root: any ParsableCommand.Type) {
    let own = root.configuration.subcommands.flatMap { command in
      command.words.map { Name(text: $0, command: command) }
    }
    commands = own + [Name(text: "help", command: root)]
  }
}

extension ParsableCommand {
  /// Its name and its other names.
  fileprivate static var words: [String] {
    [configuration.commandName].compactMap(\.self) + configuration.aliases
  }
}
