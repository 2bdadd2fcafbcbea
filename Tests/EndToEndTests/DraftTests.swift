import Foundation
import OwnThread
import Testing
import Upstream
import Wire

/// What somebody typed in an editor is never lost, and what failed is said.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct DraftTests {
  private let shell: Shell

  init() throws {
    shell = Shell(
      daemon: try LiveDaemon(
        try Upstream { connection, request in
          if request.isListing { return try connection.send(HTTP.models) }
          try connection.send(HTTP.stream("answer to \(try request.input)"))
        }))
  }

  private var directory: String { shell.daemon.home.path + "/drafts" }

  /// Runs the command with an editor of these lines of sh(1), in which `$1` is the file.
  private func run(
    _ arguments: [String], editor: String, exit code: Int32, on terminal: PseudoTerminal? = nil
  ) throws -> String {
    let program = try start(arguments, editor: editor, on: terminal)
    let errors = program.errors.whole()
    #expect(try program.exit() == .code(code), "\(errors)")
    return errors
  }

  private func start(
    _ arguments: [String], editor: String, on terminal: PseudoTerminal? = nil
  ) throws -> Program {
    let home = shell.daemon.home
    try home.makeDirectory(directory)
    // The file comes behind the editor's own option.
    try home.write("#!/bin/sh\nshift\n\(editor)\n", to: home.path + "/ed", mode: 0o700)
    var variables = shell.variables
    variables["EDITOR"] = home.path + "/ed -w"
    variables["TMPDIR"] = directory
    return try Program(
      Binaries.command, arguments, environment: variables, input: "", terminal: terminal)
  }

  /// The texts of the files that are left.
  private func drafts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).map {
      try String(contentsOfFile: directory + "/" + $0, encoding: .utf8)
    }
  }

  private func said() throws -> [String] {
    let client = try shell.daemon.connect()
    let thread = try #require(try client.call(ThreadList.self, .init()).data.first)
    return try client.wholeThread(thread.id).map(\.content)
  }

  @Test func `an editor that fails is named with its status, and what was typed is kept`() throws {
    _ = try shell.skein("ask", "one")
    let failed = try run(["edit"], editor: "exit 3", exit: 64)
    #expect(
      failed == """
        skein: The editor “\(shell.daemon.home.path)/ed -w”, which EDITOR names, ended with exit \
        status 3. Nothing is changed.

        """)
    #expect(try drafts().isEmpty)
    let kept = try run(["edit"], editor: "echo two >\"$1\"; kill -9 $$", exit: 64)
    #expect(kept.contains("was ended by signal 9. Nothing is changed.\n"))
    #expect(kept.contains("skein: What was typed is kept in \(directory)/skein-"))
    #expect(try drafts() == ["two\n"])
    #expect(try said() == ["one", "answer to one"])
    _ = try run(["template", "edit", "new"], editor: "echo three >\"$1\"; exit 1", exit: 64)
    #expect(try drafts().sorted() == ["three\n", "two\n"])
  }

  @Test func `what can't be asked or written is kept, and what was asked is not`() throws {
    _ = try shell.skein("ask", "one")
    let refused = try run(
      ["edit"], editor: "head -c 9000000 /dev/zero | tr '\\0' x >\"$1\"", exit: 64)
    #expect(refused.contains("9000000 bytes") && refused.contains("What was typed is kept in "))
    #expect(try drafts().map(\.utf8.count) == [9_000_000])
    #expect(try said() == ["one", "answer to one"])
    try FileManager.default.removeItem(atPath: directory)
    _ = try run(["edit"], editor: "echo two >\"$1\"", exit: 0)
    #expect(try said() == ["two", "answer to two"])
    #expect(try drafts().isEmpty)
    // A file stands where the directory of templates is to be.
    try shell.daemon.home.write("", to: shell.daemon.home.path + "/.config/skein/templates")
    let unwritten = try run(["template", "edit", "say"], editor: "echo hi >\"$1\"", exit: 1)
    #expect(unwritten.contains("What was typed is kept in "))
    #expect(try drafts() == ["hi\n"])
  }

  @Test func `a chat says it too, and goes on`() throws {
    let terminal = try PseudoTerminal()
    let chat = try start(
      ["chat", "one"], editor: "echo two >\"$1\"; exit 1", on: terminal)
    #expect(terminal.shows("answer to one\n"), "\(terminal.text)")
    terminal.type("/edit\r")
    #expect(terminal.shows("skein: What was typed is kept in"), "\(terminal.text)")
    #expect(try drafts() == ["two\n"])
    terminal.type("three\r")
    #expect(terminal.shows("answer to three\n"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
    #expect(try said() == ["one", "answer to one", "three", "answer to three"])
  }

  @Test func `nothing is taken back for a model that no provider has`() throws {
    _ = try shell.skein("ask", "one")
    let refused = try run(["edit", "-m", "scripted/nope"], editor: "echo two >\"$1\"", exit: 1)
    #expect(refused.contains("nope"))
    #expect(try said() == ["one", "answer to one"])
    #expect(try drafts().isEmpty)
  }

  @Test func `a pager that is not there is told of`() throws {
    _ = try shell.skein("ask", "one")
    var variables = shell.variables
    variables["PAGER"] = "no-such-pager -x"
    let terminal = try PseudoTerminal(columns: 200)
    let program = try Program(
      Binaries.command, ["thread", "show"], environment: variables, terminal: terminal)
    #expect(try program.exit() == .code(64))
    #expect(
      terminal.shows(
        "skein: The pager “no-such-pager -x”, which PAGER names, ended with exit status 127: there "
          + "is no such command. --no-pager does without it."), "\(terminal.text)")
  }
}
