import ArgumentParser

/// What a command says of itself. `--help`, the manual and the shells' completions are written from
/// this and from the help of its options, and say so the same.
struct CommandDeclaration: Sendable {
  /// Commands under one heading in the help of the command above them.
  struct Group: Sendable {
    let name: String
    let below: [any DeclaredCommand.Type]

    init(_ name: String, _ below: [any DeclaredCommand.Type]) {
      self.name = name
      self.below = below
    }
  }

  /// What there is to know before its options, without the examples.
  let discussion: String
  /// One to three lines that people would type.
  let examples: [CommandExample]
  /// The commands below it, under their headings or under none.
  let groups: [Group]
  let below: [any DeclaredCommand.Type]
  /// The same as ArgumentParser takes it, with the examples at the end of its overview.
  let configuration: CommandConfiguration

  /// `abstract` is one sentence that begins with a verb, of at most 54 columns.
  init(
    _ name: String, _ abstract: String, discussion: String = "", examples: [CommandExample],
    groups: [Group] = [], below: [any DeclaredCommand.Type] = [],
    default: (any DeclaredCommand.Type)? = nil, aliases: [String] = []
  ) {
    self.discussion = discussion
    self.examples = examples
    self.groups = groups
    self.below = below
    // Every start makes all declarations: one string is written, none is joined.
    var shown = discussion.isEmpty ? "EXAMPLES:" : discussion + "\n\nEXAMPLES:"
    for example in examples {
      for line in example.lines {
        shown += "\n  "
        shown += line
      }
    }
    configuration = CommandConfiguration(
      commandName: name, abstract: abstract, discussion: shown,
      subcommands: Self.parsable(below),
      groupedSubcommands: groups.map {
        CommandGroup(name: $0.name, subcommands: Self.parsable($0.below))
      },
      defaultSubcommand: `default`, aliases: aliases)
  }
}

extension CommandDeclaration {
  // One by one the compiler knows how; a whole array is converted by looking each type's conformance
  // up at run time, which costs every start milliseconds.
  private static func parsable(
    _ commands: [any DeclaredCommand.Type]
  ) -> [any ParsableCommand.Type] {
    commands.map { $0 as any ParsableCommand.Type }
  }

  /// The commands below it, in the order of its help.
  var commands: [any DeclaredCommand.Type] { groups.flatMap(\.below) + below }

  /// That of the command which these words call, or of the last that is one.
  static func called(by words: some Sequence<some StringProtocol>) -> CommandDeclaration {
    words.reduce(Skein.declaration) { declaration, word in
      declaration.commands.first { $0.configuration.commandName == String(word) }?.declaration
        ?? declaration
    }
  }
}

/// A command that cannot be without its declaration.
protocol DeclaredCommand: ParsableCommand {
  static var declaration: CommandDeclaration { get }
}

extension DeclaredCommand {
  static var configuration: CommandConfiguration { declaration.configuration }
}
