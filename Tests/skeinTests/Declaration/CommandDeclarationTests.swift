import ArgumentParser
import Testing

@testable import Commands

/// What each command says of itself, and where it is said again.
@Suite struct CommandDeclarationTests {
  /// With what an abstract may begin. A command that does something else adds its verb.
  private static let verbs: Set<Substring> = [
    "Add", "Archive", "Ask", "Bring", "Call", "Cancel", "Change", "Chat", "Check", "Choose",
    "Connect", "Copy", "Count", "Create", "Delete", "Erase", "Find", "Follow", "Give", "Have",
    "Import", "Keep", "List", "Make", "Mark", "Open", "Print", "Read", "Restart", "Return",
    "Revoke",
    "Show",
    "Start", "Stop", "Take", "Undo", "Write",
  ]

  @Test func `every command is reached once`() {
    let names = CommandEntry.all.map { $0.words.joined(separator: " ") }
    #expect(names.first == "" && names.contains("thread rename") && names.contains("ask"))
    #expect(Set(names).count == names.count)
    #expect(CommandEntry.all.allSatisfy { $0.words.isEmpty == ($0.group == nil) })
  }

  @Test(arguments: CommandEntry.all.map { ($0.words, $0.abstract) })
  func `an abstract is one sentence that begins with a verb`(_ words: [String], _ abstract: String)
  {
    // Beside its name in the help of the command above, on a line of eighty columns.
    #expect(abstract.count <= 54, "\(abstract)")
    #expect(abstract.hasSuffix("."), "\(abstract)")
    #expect(!abstract.dropLast().contains("."), "\(abstract)")
    #expect(Self.verbs.contains(abstract.prefix { $0.isLetter }), "\(abstract)")
  }

  @Test func `the help of each command ends its overview with its examples`() throws {
    for command in CommandTree.all(below: Skein.self) {
      let examples = command.declaration.examples
      #expect((1...3).contains(examples.count), "\(command)")
      let help = Skein.helpMessage(for: command, columns: 80)
      let overview = try #require(help.split(separator: "\n\nUSAGE:").first)
      let shown =
        "EXAMPLES:\n" + examples.flatMap(\.lines).map { "  \($0)" }.joined(separator: "\n")
      #expect(overview.hasSuffix(shown), "\(overview)")
    }
  }

  @Test(arguments: [CompletionShell.zsh, .fish])
  func `a shell that describes commands does so in their own words`(_ shell: CompletionShell) {
    let script = Skein.completionScript(for: shell).filter { !#"\'":"#.contains($0) }
    for entry in CommandEntry.all.dropFirst() {
      let abstract = entry.abstract.filter { !#"\'":"#.contains($0) }
      #expect(script.contains(abstract), "\(entry.words): \(entry.abstract)")
    }
  }
}

/// Every command of a tree, each before those below it.
enum CommandTree {
  static func all(below root: any DeclaredCommand.Type) -> [any DeclaredCommand.Type] {
    [root] + root.declaration.commands.flatMap { all(below: $0) }
  }
}
