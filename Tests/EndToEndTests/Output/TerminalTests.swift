import OwnThread
import Testing
import Upstream
import Wire

/// What people see: `script` gives the command a terminal.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TerminalTests {
  private func onTerminal(
    _ daemon: LiveDaemon, _ command: String, columns: Int = 100, typed: String = "",
    variables: [String: String] = [:], exit code: Int32 = 0
  ) throws -> String {
    let program = try Program(
      "/usr/bin/script",
      ["-qec", "stty cols \(columns) -echo; exec \(Binaries.command) \(command)", "/dev/null"],
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
        "TERM": "xterm", "LC_ALL": "C.UTF-8",
      ].merging(variables) { $1 }.filter { !$0.value.isEmpty }, input: typed)
    let output = program.output.whole()
    #expect(try program.exit() == .code(code), "\(output)")
    // For Swift a CR and its LF are one character.
    return String(String.UnicodeScalarView(output.unicodeScalars.filter { $0 != "\r" }))
  }

  private func daemon(titled titles: String...) throws -> LiveDaemon {
    let daemon = try LiveDaemon(try Upstream.saying("Yes."))
    for title in titles {
      _ = try daemon.connect().call(ThreadCreate.self, .init(title: Title(title)))
    }
    return daemon
  }

  @Test(
    arguments: [
      ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
      (["TERM": ""], false),
    ] as [([String: String], Bool)])
  func `headings are bold where the terminal and its owner want that`(
    variables: [String: String], isBold: Bool
  ) throws {
    let daemon = try daemon(titled: "Wool")
    let list = try onTerminal(daemon, "thread list", variables: variables)
    #expect(list.contains("\u{1B}[1m#") == isBold)
    #expect(list.contains("\u{1B}") == isBold)
    #expect(list.contains("Wool"))
  }

  @Test(arguments: [24, 40, 60, 100])
  func `a table is as wide as its terminal`(columns: Int) throws {
    let daemon = try daemon(
      titled: "A title that is fifty-nine characters long, none of them odd",
      "毛糸の話 🌊 and more of it")
    let lines = try onTerminal(
      daemon, "thread list", columns: columns, variables: ["NO_COLOR": "1"]
    )
    .split(separator: "\n")
    try #require(lines.count == 3, "\(lines)")
    // A wide character takes two columns.
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)")
    #expect(lines[2].hasSuffix("…") == (columns < 100))
  }

  @Test func `a thread is picked by its number, or none`() throws {
    let daemon = try daemon(titled: "Wool", "Yarn")
    let picked = try onTerminal(daemon, "thread pick --plain", typed: "7\n1\n")
    #expect(picked.contains("2  now   Yarn\n1  now   Wool\n"), "\(picked)")
    #expect(picked.contains("expected a number of the list"))
    #expect(picked.hasSuffix("1  Wool\n"), "\(picked)")
    #expect(
      try onTerminal(daemon, "thread pick --plain", typed: "\n", exit: 130).contains(
        "Enter for none"))
  }

  @Test func `a title does nothing to the terminal`() throws {
    let daemon = try LiveDaemon(try Upstream.saying("\u{1B}[31mred\u{9B}0m\u{7}"))
    let asked = try onTerminal(daemon, "ask -u hi </dev/null", variables: ["NO_COLOR": "1"])
    #expect(asked.contains("\u{FFFD}[31mred\u{FFFD}0m\u{FFFD}"), "\(asked)")
    #expect(!asked.contains("\u{7}") && !asked.contains("\u{9B}"))
  }
}
