import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// Question after question, on a terminal and in a pipe.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ChatTests {
  private static let prompt = "> "

  private func variables(_ daemon: LiveDaemon, _ more: [String: String] = [:]) -> [String: String] {
    [
      "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      "TERM": "xterm", "EDITOR": "sed -i s/one/more/",
    ].merging(more) { $1 }
  }

  private func answering() throws -> LiveDaemon {
    try LiveDaemon(
      try Upstream { connection, request in
        try connection.send(HTTP.stream("**answer** to \(try request.input)"))
      })
  }

  /// As `answering`; a `hold` is half answered until the tap is shut.
  private func holding(_ tap: Tap) throws -> LiveDaemon {
    try LiveDaemon(
      try Upstream { connection, request in
        guard try request.input == "hold" else {
          return try connection.send(HTTP.stream("answer to \(try request.input)"))
        }
        try connection.send(HTTP.streamHead + HTTP.said("half "))
        _ = try tap.next()
      })
  }

  private func chat(
    _ daemon: LiveDaemon, _ arguments: String..., with more: [String: String] = [:],
    on terminal: PseudoTerminal
  ) throws -> Program {
    let chat = try Program(
      Binaries.command, ["chat"] + arguments, environment: variables(daemon, more),
      terminal: terminal)
    #expect(terminal.shows(Self.prompt), "\(terminal.text)")
    return chat
  }

  private func said(_ daemon: LiveDaemon) throws -> [String] {
    let client = try daemon.connect()
    let thread = try #require(try client.call(ThreadList.self, .init()).data.first)
    return try client.wholeThread(thread.id).map(\.content)
  }

  @Test func `a chat goes on in one thread, and leaves the terminal as it was`() throws {
    let daemon = try answering()
    let terminal = try PseudoTerminal()
    let flags = terminal.flags
    let chat = try chat(daemon, on: terminal)
    #expect(terminal.flags != flags)
    terminal.type("onee\u{7F}\r")
    #expect(terminal.shows("answer to one\n"), "\(terminal.text)")
    #expect(terminal.raw.contains("\u{1B}[0;1manswer\u{1B}[0m to one"))
    // Typed before the prompt is there, and all at once.
    terminal.type("two\r/title Wool\r")
    #expect(terminal.shows("answer to two\n"), "\(terminal.text)")
    terminal.type("\u{1B}[200~a\nb\u{1B}[201~\r")
    #expect(terminal.shows("answer to a\nb\n"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
    #expect(terminal.flags == flags)
    #expect(terminal.ends(with: "\u{1B}[?2004l"), "\(terminal.raw)")
    #expect(
      try said(daemon) == [
        "one", "**answer** to one", "two", "**answer** to two", "a\nb", "**answer** to a\nb",
      ])
    let threads = try daemon.connect().call(ThreadList.self, .init()).data
    #expect(threads.map { $0.title?.text } == ["Wool"])
  }

  @Test func `a chat's thread is called as its command or its /title says`() throws {
    let daemon = try answering()
    let terminal = try PseudoTerminal()
    let chat = try chat(daemon, "--title", "Wool", on: terminal)
    terminal.type("one\r")
    #expect(terminal.shows("answer to one\n"), "\(terminal.text)")
    terminal.type("/new\r/title Yarn\r")
    #expect(terminal.shows("The thread of the next question is called “Yarn”."))
    terminal.type("two\r")
    #expect(terminal.shows("answer to two\n"), "\(terminal.text)")
    // It was that thread's alone.
    terminal.type("/new\rthree\r")
    #expect(terminal.shows("answer to three\n"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
    let threads = try daemon.connect().call(ThreadList.self, .init()).data
    #expect(threads.map { $0.title?.text } == ["three", "Yarn", "Wool"])
    let refused = try Program(
      Binaries.command, ["chat", "-c", "--title", "Wool"], environment: variables(daemon),
      input: "")
    #expect(try refused.exit() == .code(64))
    #expect(refused.errors.whole().contains("skein thread rename names another"))
  }

  @Test func `Ctrl-C ends the answer and not the chat`() throws {
    let tap = Tap()
    let daemon = try holding(tap)
    defer { tap.shut() }
    let terminal = try PseudoTerminal()
    let chat = try chat(daemon, on: terminal)
    terminal.type("hold\r")
    #expect(terminal.shows("half "))
    terminal.type("\u{3}")
    #expect(terminal.shows("Cancelled; what was said is kept."), "\(terminal.text)")
    terminal.type("two\r")
    #expect(terminal.shows("answer to two\n"), "\(terminal.text)")
    #expect(try said(daemon) == ["hold", "half ", "two", "answer to two"])
    // What was given up before is not what is asked again.
    terminal.type("/retry\r")
    #expect(terminal.shows("answer to two\n", times: 2), "\(terminal.text)")
    // At the prompt it clears the line, then leaves.
    terminal.type("three")
    #expect(terminal.shows("three"), "\(terminal.text)")
    terminal.type("\u{3}")
    terminal.type("\u{3}")
    #expect(terminal.shows("Ctrl-C again"), "\(terminal.text)")
    terminal.type("\u{3}")
    #expect(try chat.exit() == .code(0))
  }

  @Test func `a thread is edited, taken back, asked again and left from the prompt`() throws {
    let daemon = try answering()
    let terminal = try PseudoTerminal()
    let chat = try chat(daemon, on: terminal)
    terminal.type("one\r")
    #expect(terminal.shows("answer to one\n"))
    terminal.type("/edit\r")
    #expect(terminal.shows("answer to more\n"), "\(terminal.text)")
    #expect(try said(daemon) == ["more", "**answer** to more"])
    terminal.type("/retry\r")
    #expect(terminal.shows("answer to more\n", times: 2), "\(terminal.text)")
    #expect(terminal.shows("Asking again: “more”."), "\(terminal.text)")
    #expect(try said(daemon) == ["more", "**answer** to more"])
    terminal.type("/undo\r")
    #expect(terminal.shows("The thread as it was is version", times: 2), "\(terminal.text)")
    terminal.type("/undo\r/nothing\r//slash\r")
    #expect(terminal.shows("There is no /nothing"), "\(terminal.text)")
    #expect(terminal.shows("answer to /slash"), "\(terminal.text)")
    terminal.type("/new\r/q\u{15}/usage\r/quit\r")
    #expect(try chat.exit() == .code(0))
    #expect(terminal.shows("This chat: "), "\(terminal.text)")
  }

  @Test func `a question that failed is told of, edited, taken back, and shown when one goes on`()
    throws
  {
    let daemon = try LiveDaemon(
      try Upstream { connection, request in
        let input = try request.input
        try connection.send(
          input.hasPrefix("fail")
            ? HTTP.error("400 Bad Request", message: "Not that.")
            : HTTP.stream("answer to \(input)"))
      })
    let terminal = try PseudoTerminal()
    let chat = try chat(daemon, on: terminal)
    terminal.type("hello\r")
    #expect(terminal.shows("answer to hello\n"))
    terminal.type("fail one\r")
    #expect(terminal.shows("Not that."), "\(terminal.text)")
    #expect(terminal.shows("not part of what is sent"), "\(terminal.text)")
    // The editor leaves another question that fails.
    terminal.type("/edit\r")
    #expect(terminal.shows("Taken back: “fail one”, which had no answer."), "\(terminal.text)")
    #expect(terminal.shows("Not that.", times: 2), "\(terminal.text)")
    // It has no "one" any more: the editor changes nothing, and nothing is asked.
    terminal.type("/edit\r")
    #expect(terminal.shows("The question was left as it was"), "\(terminal.text)")
    terminal.type("/quit\r")
    #expect(try chat.exit() == .code(0))
    #expect(try said(daemon) == ["hello", "answer to hello"])
    // Wide enough that no sentence is broken.
    let again = try PseudoTerminal(columns: 120)
    let thread = try #require(try daemon.connect().call(ThreadList.self, .init()).data.first).id
    let second = try self.chat(daemon, "-t", "\(thread)", on: again)
    #expect(again.shows("answer to hello\n"), "\(again.text)")
    #expect(again.shows("> fail more\n"), "\(again.text)")
    #expect(!again.text.contains("> fail one"))
    #expect(again.shows("not part of what is sent"), "\(again.text)")
    again.type("/undo\r")
    #expect(again.shows("Taken back: “fail more”"), "\(again.text)")
    again.type("/undo\r")
    #expect(again.shows("Taken back: “hello”."), "\(again.text)")
    again.type("/retry\r")
    #expect(again.shows("Nothing has been asked in this thread."), "\(again.text)")
    again.type("\u{4}")
    #expect(try second.exit() == .code(0))
  }

  @Test func `what another client writes is shown at the prompt, and the end of an old thread`()
    throws
  {
    let daemon = try answering()
    let terminal = try PseudoTerminal()
    let chat = try chat(daemon, on: terminal)
    terminal.type("one\r")
    #expect(terminal.shows("answer to one\n"))
    let client = try daemon.connect()
    let thread = try #require(try client.call(ThreadList.self, .init()).data.first).id
    terminal.type("typing")
    #expect(terminal.shows("typing"))
    _ = try client.call(TurnRun.self, .asking("elsewhere", on: thread))
    #expect(terminal.shows("Meanwhile, in this thread:"), "\(terminal.text)")
    #expect(terminal.shows("answer to elsewhere"), "\(terminal.text)")
    // What was being typed stands below again.
    terminal.type(" on\r")
    #expect(terminal.shows("answer to typing on"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
    let again = try PseudoTerminal()
    let second = try self.chat(daemon, "-t", "\(thread)", on: again)
    #expect(again.shows("“one”, 6 messages."), "\(again.text)")
    #expect(again.shows("> elsewhere\nanswer to elsewhere\n"), "\(again.text)")
    #expect(!again.text.contains("answer to one"))
    // The arrow finds what the first chat typed.
    again.type("\u{1B}[A\r")
    #expect(again.shows("answer to typing on", times: 2), "\(again.text)")
    second.signal(SIGTERM)
    #expect(try second.exit() == .signal(SIGTERM))
    #expect(again.flags == (try PseudoTerminal()).flags)
  }

  @Test func `a daemon that is killed under an answer ends the answer alone`() throws {
    let tap = Tap()
    let daemon = try holding(tap)
    defer { tap.shut() }
    let terminal = try PseudoTerminal()
    // Somebody else starts it again.
    let chat = try chat(daemon, with: ["SKEIN_NO_START": "1"], on: terminal)
    terminal.type("hold\r")
    #expect(terminal.shows("half "))
    try daemon.kill()
    try daemon.restart()
    #expect(terminal.shows("The daemon stopped before the answer was finished."))
    terminal.type("two\r")
    #expect(terminal.shows("answer to two\n"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
  }

  @Test(arguments: [("ask hi <&-", 0), ("chat <&-", 0), ("ask hi >&-", 1), ("ask hi 2>&-", 0)])
  func `a standard stream that is closed is no other file of ours`(words: String, code: Int32)
    throws
  {
    let daemon = try answering()
    let program = try Program(
      "/bin/sh", ["-c", "exec \"$0\" \(words)", Binaries.command], environment: variables(daemon),
      input: "")
    #expect(try program.exit() == .code(code), "\(program.errors.whole())")
  }

  @Test func `a pipe is a question a line, printed as it was written`() throws {
    let daemon = try answering()
    let input = "one\n\n/title Wool\ntwo\\\nlines\n/multi\na\n\nb\n/end\n\"\"\"\nlast\n\"\"\""
    let chat = try Program(
      Binaries.command, ["chat"], environment: variables(daemon), input: input)
    #expect(
      chat.output.whole()
        == "**answer** to one\n**answer** to two\nlines\n**answer** to a\n\nb\n**answer** to last\n"
    )
    #expect(try chat.exit() == .code(0))
    #expect(chat.errors.whole().isEmpty)
    let bad = try Program(
      Binaries.command, ["chat", "-c"], environment: variables(daemon), input: "/wool\nthree")
    #expect(bad.output.whole() == "**answer** to three\n")
    #expect(try bad.exit() == .code(1))
    #expect(bad.errors.whole().contains("There is no /wool"))
    #expect(try said(daemon).count == 10)
  }
}
