import Testing

@testable import Commands

struct SlashCommandTests {
  @Test func `a line is a question, a command or neither`() {
    #expect(SlashCommand.read("  ") == .nothing)
    #expect(SlashCommand.read("a /b") == .question("a /b"))
    #expect(SlashCommand.read("//etc") == .question("/etc"))
    #expect(SlashCommand.read("/model  a b ") == .command(.model, argument: "a b"))
    #expect(SlashCommand.read("/exit") == .command(.quit, argument: ""))
    #expect(SlashCommand.read(" exit ") == .command(.quit, argument: ""))
    #expect(SlashCommand.read(":q") == .command(.quit, argument: ""))
    #expect(SlashCommand.read("help") == .command(.help, argument: ""))
    #expect(SlashCommand.read("help me") == .question("help me"))
    #expect(SlashCommand.read("/etc/passwd") == .unknown("/etc/passwd"))
    #expect(SlashCommand.read("/Help") == .unknown("/Help"))
    for command in SlashCommand.allCases {
      #expect(SlashCommand.overview(columns: 80, isWhole: true).contains(command.usage))
    }
  }

  @Test func `help leaves half of a screen to what one has just read, and names all there is`() {
    let lines = SlashCommand.overview(columns: 80, isWhole: false).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 12, "\(lines)")
    #expect(lines.contains { $0.contains("/help all") })
    for command in SlashCommand.allCases {
      #expect(lines.contains { $0.contains("/\(command.rawValue)") }, "\(command)")
    }
  }

  @Test func `what is nearly a command, or another program's, names the one that was meant`() {
    #expect(SlashCommand.meant(by: "/modle") == .model)
    #expect(SlashCommand.meant(by: "/quti") == .quit)
    #expect(SlashCommand.meant(by: "/clear") == .new)
    #expect(SlashCommand.meant(by: "/Models") == .model)
    #expect(SlashCommand.meant(by: "/etc/passwd") == nil)
    #expect(SlashCommand.meant(by: "/x") == nil)
  }
}
