import ArgumentParser

/// A command as the manual describes it.
package struct CommandEntry: Sendable {
  /// The words that call it behind `skein`: none for skein itself.
  package let words: [String]
  /// The heading of `skein --help` that it, or the noun it belongs to, stands under.
  package let group: String?
  package let abstract: String
  package let examples: [CommandExample]
  /// The names of the commands below it; none for a command that does something itself.
  package let below: [String]
  /// Which of them it is when none is named.
  package let standard: String?
  /// What else it may be called.
  package let aliases: [String]
  /// What ArgumentParser knows of it and of its options, as the JSON of `--experimental-dump-help`.
  package let dump: String

  private init(_ command: any DeclaredCommand.Type, words: [String], group: String?) {
    let declaration = command.declaration
    let configuration = declaration.configuration
    self.words = words
    self.group = group
    abstract = configuration.abstract
    examples = declaration.examples
    below = configuration.subcommands.compactMap { $0.configuration.commandName }
    standard = configuration.defaultSubcommand?.configuration.commandName
    aliases = configuration.aliases
    dump = command._dumpHelp()
  }

  /// skein itself, then every command in the order of `skein --help`, each before those below it.
  package static let all = entries(of: Skein.self, words: [], group: nil)

  private static func entries(
    of command: any DeclaredCommand.Type, words: [String], group: String?
  ) -> [CommandEntry] {
    let declaration = command.declaration
    let below =
      declaration.groups.flatMap { heading in heading.below.map { (heading.name, $0) } }
      + declaration.below.map { (group, $0) }
    return [CommandEntry(command, words: words, group: group)]
      + below.flatMap { heading, next in
        let name = next.configuration.commandName ?? ""
        return entries(of: next, words: words + [name], group: heading)
      }
  }
}
