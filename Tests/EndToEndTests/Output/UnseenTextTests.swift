import Foundation
import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// What models, providers and other clients say cannot steer a terminal, turn the writing on it round
/// or hide there; a pipe gets it as it is.
@Suite(.ownThread, .timeLimit(.minutes(2)))
struct UnseenTextTests {
  /// Controls of writing direction, a C1 control, blanks without a width, separators, a tag.
  private static let hostile: [Unicode.Scalar] = [
    "\u{202E}", "\u{2066}", "\u{200F}", "\u{61C}", "\u{9B}", "\u{200B}", "\u{FEFF}", "\u{2028}",
    "\u{E0041}",
  ]
  /// All of them in a text that a title may be.
  private static let title =
    "seen" + hostile.filter { $0 != "\u{9B}" }.map { "\($0)." }.joined() + "end"
  private static let answer = "said" + hostile.map { "\($0)." }.joined() + "end 👩\u{200D}💻"

  private let daemon: LiveDaemon
  private let thread: ThreadID

  init() throws {
    daemon = try LiveDaemon(
      Setup(
        upstream: try Upstream { connection, request in
          if request.isListing {
            let id = Self.title
            try connection.send(
              HTTP.whole(
                "200 OK", body: #"{"object":"list","data":[{"id":"\#(id)","object":"model"}]}"#))
          } else if try request.input.contains("fail") {
            try connection.send(HTTP.error("400 Bad Request", message: Self.answer))
          } else {
            try connection.send(HTTP.stream(Self.answer))
          }
        }, settings: ["logLevel: trace"]))
    let client = try daemon.connect()
    _ = try client.call(TaskCreate.self, .init(title: TaskTitle(trusted: Self.title)))
    _ = try client.call(ContextCreate.self, .init(title: Title(trusted: Self.title)))
    _ = try client.call(TurnRun.self, .asking("What is \(Self.answer.prefix(4))?"))
    thread = try #require(try client.call(ThreadList.self, .init()).data.first).id
    _ = try client.call(
      ThreadUpdate.self, .init(threadId: thread, title: .set(Title(trusted: Self.title))))
  }

  private var variables: [String: String] {
    [
      "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      "TERM": "xterm",
    ]
  }

  private static func isClean(_ text: String) -> Bool {
    !text.unicodeScalars.contains { hostile.contains($0) }
  }

  /// Every command that shows what others have written.
  private static let commands: [[String]] = [
    ["ask", "again"], ["ask", "--raw", "again"], ["ask", "--no-stream", "again"],
    ["ask", "fail"], ["ask", "--json", "again"], ["ask", "--json", "--stream", "again"],
    ["ask", "--json", "fail"], ["last"], ["last", "--raw"], ["thread", "list"],
    ["thread", "show", "THREAD"],
    ["thread", "show", "--json", "THREAD"], ["thread", "export", "--markdown", "THREAD"],
    ["thread", "export", "THREAD"],
    ["search", "said"], ["search", "seen"], ["task", "list"], ["task", "list", "--json"],
    ["context", "list"], ["context", "show"], ["model", "list"], ["export"], ["daemon", "status"],
    ["call", "thread/list"], ["call", "thread/get", "{\"threadId\":\"\(Self.title)\"}"],
    ["thread", "show", "no \(Self.title)"], ["nothing", Self.title],
  ]

  @Test func `nothing unseen reaches a terminal`() throws {
    for arguments in Self.commands {
      let terminal = try PseudoTerminal()
      let words = arguments.map { $0 == "THREAD" ? "\(thread)" : $0 }
      let program = try Program(
        Binaries.command, words, environment: variables, terminal: terminal)
      try program.exit()
      #expect(terminal.shows("e"), "\(arguments)")
      #expect(Self.isClean(terminal.raw), "\(arguments): \(terminal.raw.debugDescription)")
    }
  }

  @Test func `a chat shows nothing unseen either, nor what others write meanwhile`() throws {
    let terminal = try PseudoTerminal()
    let chat = try Program(
      Binaries.command, ["chat", "-t", "\(thread)"], environment: variables, terminal: terminal)
    #expect(terminal.shows("👩\u{200D}💻"), "\(terminal.raw.debugDescription)")
    terminal.type("again\r")
    #expect(terminal.shows("👩\u{200D}💻", times: 2))
    let client = try daemon.connect()
    _ = try client.call(
      MessageAppend.self, .saying("meanwhile \(Self.answer)", on: thread))
    #expect(terminal.shows("meanwhile"))
    // Typed, pasted or found again.
    terminal.type("/title \u{1B}[200~\(Self.title)\u{1B}[201~\r")
    terminal.type("/thread\r")
    #expect(terminal.shows("goes on with that one"))
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
    #expect(Self.isClean(terminal.raw), "\(terminal.raw.debugDescription)")
  }

  @Test func `what a picker shows beside its list is clean, although it is piped`() throws {
    let preview = try Program(
      Binaries.command, ["thread", "show", "--for-terminal", "\(thread)"],
      environment: variables)
    try preview.exit()
    let shown = preview.output.whole()
    #expect(shown.contains("said\u{FFFD}.") && Self.isClean(shown), "\(shown.debugDescription)")
  }

  @Test func `a pipe gets what was said byte for byte, and a line stays a line`() throws {
    func output(_ arguments: String...) throws -> String {
      let program = try Program(Binaries.command, arguments, environment: variables)
      try program.exit()
      return program.output.whole()
    }
    #expect(try output("last") == Self.answer + "\n")
    #expect(try output("ask", "again") == Self.answer + "\n")
    #expect(try output("call", "thread/list").contains(Self.title))
    let row = try output("task", "list")
    #expect(row.contains(Self.title.replacing("\u{2028}", with: " ")))
    #expect(row.split(whereSeparator: \.isNewline).count == 1)
  }

  @Test func `no line of the log holds it as it is`() throws {
    let home = try Home()
    let database = home.path + "/\(Self.title).db"
    let daemon = try LiveDaemon(Setup(arguments: ["--database", database]), home: home)
    try daemon.terminate()
    let shown = "database=\(home.path)/seen" + #"\u{202E}.\u{2066}.\u{200F}."#
    #expect(daemon.log.contains(shown), "\(daemon.log)")
    #expect(Self.isClean(daemon.log), "\(daemon.log.debugDescription)")
    // Nor does what it says when it can't start, which the command passes on.
    let refused = try LiveDaemon.program(Setup(arguments: ["--config", database]), home)
    #expect(try refused.exit() == .code(78))
    #expect(Self.isClean(refused.errors.whole()), "\(refused.errors.text.debugDescription)")
  }
}
