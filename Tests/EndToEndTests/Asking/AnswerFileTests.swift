import Glibc
import OwnThread
import Testing
import Upstream
import Wire

/// Answers that are given out whole or not at all: code, JSON, files.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct AnswerFileTests {
  private static let schema =
    #"{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"]}"#

  private let shell: Shell
  private var file: String { shell.daemon.home.path + "/file.txt" }

  /// A model that says what it is asked to, and stops for the reason before it.
  init() throws {
    shell = Shell(
      daemon: try LiveDaemon(
        try Upstream { connection, request in
          let parts = try request.input.split(separator: "|", maxSplits: 1)
          try connection.send(HTTP.stream(String(parts[1]), finishing: String(parts[0])))
        }))
  }

  private func content() throws -> String {
    String(decoding: try shell.daemon.home.bytes(file), as: UTF8.self)
  }

  @Test(arguments: ["length", "content_filter"])
  func `an answer that was cut is printed, and has a status of its own`(_ reason: String) throws {
    let cut = try shell.skein("ask", "\(reason)|half of", exit: 3)
    #expect(cut.output == "half of\n")
    #expect(cut.errors.contains("cut off"))
    #expect(try shell.skein("ask", "--json", "\(reason)|half", exit: 3).output.contains("half"))
    #expect(try shell.skein("chat", input: "\(reason)|half\n").output == "half\n")
  }

  @Test func `half a block is not given out, and a whole one is`() throws {
    for said in ["length|```sh\nrm -rf /", "stop|```sh\nrm -rf /"] {
      let cut = try shell.skein("ask", "-x", said, exit: 1)
      #expect(cut.output.isEmpty)
      #expect(cut.errors.contains("rm -rf /"))
    }
    #expect(try shell.skein("ask", "-x", "length|```\nls\n```\nand").output == "ls\n")
    #expect(try shell.skein("ask", "--xl", "length|```\nls\n```\nand", exit: 1).output.isEmpty)
    #expect(try shell.skein("last", "-x").output == "ls\n")
  }

  @Test func `an answer is held against its schema, and a schema against what can be checked`()
    throws
  {
    let right = #"{"colour":"red"}"#
    #expect(try shell.skein("ask", "--schema", Self.schema, "stop|\(right)").output == right + "\n")
    for (said, why) in [("Red.", "not JSON"), (#"{"colour":3}"#, "colour: expected string")] {
      let wrong = try shell.skein("ask", "--schema", Self.schema, "stop|\(said)", exit: 1)
      #expect(wrong.output.isEmpty)
      #expect(wrong.errors.contains(why) && wrong.errors.contains(said), "\(wrong.errors)")
    }
    let json = try shell.skein("ask", "--json", "--schema", Self.schema, "stop|Red.", exit: 1)
    #expect(json.output.contains("Red."))
    #expect(
      try shell.skein("ask", "--schema", Self.schema, "length|{\"col", exit: 3).output.isEmpty)
    let asked = try shell.daemon.connect().call(TurnList.self, .init()).data.count
    let unknown = try shell.skein("ask", "--schema", #"{"dependentSchemas":{}}"#, "hi", exit: 64)
    #expect(unknown.errors.contains("#/dependentSchemas"))
    #expect(
      try shell.skein("ask", "--schema", "-", "stop|\(right)", input: Self.schema).output == right
        + "\n")
    #expect(try shell.daemon.connect().call(TurnList.self, .init()).data.count == asked + 1)
  }

  @Test func `a file is written when the answer is whole, and stays when it is not`() throws {
    let home = shell.daemon.home
    try home.write("old\n", to: file, mode: 0o640)
    for (said, code) in [("length|new", 3), ("stop|no code", 1)] as [(String, Int32)] {
      let options = code == 1 ? ["-x"] : []
      let program = try Program(
        Binaries.command, ["ask", "-o", file, said] + options, environment: shell.variables,
        input: "")
      #expect(try program.exit() == .code(code))
      #expect(program.output.whole().isEmpty)
      #expect(program.errors.whole().contains("stays as it was"))
      #expect(try content() == "old\n")
    }
    let written = try shell.skein("ask", "-o", file, "stop|new")
    #expect(written.output.isEmpty)
    #expect(try content() == "new\n")
    #expect(try home.mode(of: file) == 0o640)
    symlink(file, home.path + "/link")
    _ = try shell.skein("ask", "-x", "--output", home.path + "/link", "stop|```\ncode\n```")
    #expect(try content() == "code\n")
    let asked = try shell.daemon.connect().call(TurnList.self, .init()).data.count
    #expect(try shell.skein("ask", "-o", home.path, "x", exit: 64).errors.contains("directory"))
    #expect(
      try shell.skein("ask", "-o", "/no/such/file", "x", exit: 64).errors.contains("No such file"))
    #expect(try shell.daemon.connect().call(TurnList.self, .init()).data.count == asked)
    #expect(try shell.skein("ask", "-o", "-", "stop|printed").output == "printed\n")
  }

  @Test func `on a terminal the difference is shown, and a question asked`() throws {
    try shell.daemon.home.write("one\ntwo\n", to: file)
    let terminal = try PseudoTerminal()
    let no = try shell.skein("ask", "-o", file, "stop|one\nthree", on: terminal)
    #expect(terminal.shows("[y/N] "), "\(terminal.text)")
    #expect(terminal.text.contains("-two") && terminal.text.contains("+three"))
    terminal.type("n\r")
    #expect(try no.exit() == .code(1))
    #expect(try content() == "one\ntwo\n")
    let yes = try shell.skein("ask", "-o", file, "stop|one\nthree", on: terminal)
    #expect(terminal.shows("[y/N] ", times: 2), "\(terminal.text)")
    terminal.type("y\r")
    #expect(try yes.exit() == .code(0))
    #expect(try content() == "one\nthree\n")
    let left = try shell.skein("ask", "-o", file, "stop|four", on: terminal)
    #expect(terminal.shows("[y/N] ", times: 3), "\(terminal.text)")
    terminal.type("\u{3}")
    #expect(try left.exit() == .signal(SIGINT))
    #expect(try content() == "one\nthree\n")
  }

  @Test func `the schema that a question was asked with holds for its retry`() throws {
    let old = try shell.skein("ask", "--schema", Self.schema, "stop|Red.", exit: 1)
    #expect(old.output.isEmpty)
    let again = try shell.skein("retry", exit: 1)
    #expect(again.output.isEmpty && again.errors.contains("not JSON"), "\(again.errors)")
    let chat = try shell.skein("chat", "-c", input: "/retry\n", exit: 1)
    #expect(chat.output.isEmpty && chat.errors.contains("not JSON"), "\(chat.errors)")
    _ = try shell.skein("retry", "--stream", exit: 64)
    #expect(try shell.skein("ask", "-c", "stop|Red.").output == "Red.\n")
  }

  @Test func `the schema of a chat and of a thread holds for each answer`() throws {
    let right = #"{"colour":"red"}"#
    let chat = try shell.skein(
      "chat", "--schema", Self.schema, input: "stop|Red.\nstop|\(right)\n", exit: 1)
    #expect(chat.output == right + "\n")
    #expect(chat.errors.contains("not JSON") && chat.errors.contains("Red."))
    _ = try shell.skein("thread", "set", "--schema", Self.schema)
    for words in [["ask", "-c", "stop|Red."], ["edit", "stop|Red."]] {
      let asked = try Program(Binaries.command, words, environment: shell.variables, input: "")
      #expect(asked.output.whole().isEmpty)
      #expect(asked.errors.whole().contains("not JSON"))
      #expect(try asked.exit() == .code(1))
    }
    _ = try shell.skein("thread", "set", "-o", "response_format=")
    #expect(try shell.skein("ask", "-c", "stop|Red.").output == "Red.\n")
  }

  @Test func `what -o means is never guessed, and an empty block is nothing`() throws {
    for odd in ["=x", "top-k=40", "1=x"] {
      let refused = try shell.skein("ask", "-o", odd, "stop|x", exit: 64)
      #expect(refused.errors.contains("-o \(odd): expected NAME=VALUE"), "\(refused.errors)")
    }
    let named = shell.daemon.home.path + "/a=b"
    _ = try shell.skein("ask", "-o", named, "stop|x")
    #expect(try shell.daemon.home.bytes(named) == Array("x\n".utf8))
    #expect(try shell.skein("ask", "-x", "stop|```\n```").output.isEmpty)
    #expect(try shell.skein("last", "-x").output.isEmpty)
  }
}
