import Commands
import Testing

@testable import maintain

/// The options of the commands, as ArgumentParser tells of them.
@Suite struct CommandArgumentTests {
  @Test(arguments: CommandEntry.all.map { $0.words.joined(separator: " ") })
  func `every option has a help of its own`(_ command: String) throws {
    let arguments = try arguments(of: command)
    for argument in arguments {
      #expect(argument.help.hasSuffix("."), "\(command) \(argument.shown)")
      #expect(argument.help.first?.isUppercase == true || argument.help.hasPrefix("fzf"))
    }
    #expect(Set(arguments.map(\.help)).count == arguments.count, "\(command)")
  }

  @Test func `an option is read with its names, its value and what it may be`() throws {
    let list = try arguments(of: "task list")
    let sort = try #require(list.first { $0.shown == "--sort" })
    #expect(sort.kind == .option && sort.valueName == "key" && sort.standard == "created")
    #expect(sort.values == ["created", "updated", "title"] && sort.isOptional)
    let title = try #require(
      try arguments(of: "thread rename").first { $0.kind == .argument && $0.isRepeating })
    #expect(title.shown == "<title>" && !title.isOptional)
  }

  @Test func `a flag and its opposite are one, and what is hidden is none`() throws {
    #expect(
      try arguments(of: "ask").first { $0.shown == "--stream" }?.names == ["stream", "no-stream"])
    let names = try arguments(of: "task edit").map(\.shown)
    #expect(names.contains("--description") && names.contains("--no-description"))
    #expect(try !arguments(of: "thread show").contains { $0.shown == "--for-terminal" })
  }

  private func arguments(of command: String) throws -> [CommandArgument] {
    let entry = try #require(
      CommandEntry.all.first { $0.words.joined(separator: " ") == command })
    return try CommandArgument.all(in: entry.dump)
  }
}
