import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Templates, aliases and the terminal's thread, as the shell sees them.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct TemplateCommandTests {
  private func skein(
    _ daemon: LiveDaemon, _ arguments: String..., input: String = "",
    variables: [String: String] = [:], exit code: Int32 = 0
  ) throws -> (output: String, errors: String) {
    let program = try Program(
      Binaries.command, arguments,
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
      ].merging(variables) { $1 }, input: input)
    let output = program.output.whole()
    #expect(try program.exit() == .code(code), "\(arguments) \(program.errors.whole())")
    return (output, program.errors.whole())
  }

  /// A model that repeats what it was told first, what it was asked, and as which model.
  private func echo(_ settings: [String] = []) throws -> LiveDaemon {
    try LiveDaemon(
      try Upstream { connection, request in
        if request.isListing { return try connection.send(HTTP.models) }
        let body = try Document(Array(request.body.utf8)).root
        let said = body["messages"].flatMap { $0.elements.compactMap { $0["content"]?.string } }
        let model = body["model"]?.string ?? ""
        try connection.send(HTTP.stream(([model] + (said ?? [])).joined(separator: "|")))
      }, settings: settings)
  }

  @Test func `a template is edited, asked with parameters, renamed and deleted`() throws {
    let daemon = try echo(["aliases: {fast: scripted/quick}"])
    let text = """
      ---
      description: Say it otherwise
      system: You speak {{language}}.
      model: fast
      default tone: plainly
      ---
      Say {{tone}}: {{input}}
      """
    try daemon.home.write(
      "#!/bin/sh\ncat >\"$1\" <<'E'\n\(text)\nE\n", to: daemon.home.path + "/ed", mode: 0o700)
    _ = try skein(
      daemon, "template", "edit", "say", variables: ["EDITOR": daemon.home.path + "/ed"])
    #expect(
      try skein(daemon, "template", "list").output == "say\tlanguage tone\tSay it otherwise\n")
    #expect(try skein(daemon, "template", "show", "say").output == text + "\n")
    #expect(
      try skein(daemon, "ask", "-T", "say", "-p", "language=Latin", "hello").output
        == "quick|You speak Latin.|Say plainly: hello\n")
    #expect(
      try skein(
        daemon, "ask", "-T", "say", "-p", "language=x", "-p", "tone=a=b", "-m", "m", "-s", "Hm.",
        input: "piped"
      ).output == "m|Hm.|Say a=b: piped\n")
    for (arguments, words) in [
      (["-T", "say", "hi"], "-p language=…"), (["-T", "none", "hi"], "there is say"),
      (["-T", "say", "-p", "language=x"], "asks for input"),
      (["-T", "say", "-p", "nonsense", "hi"], "name=value"), (["-p", "a=b", "hi"], "--template"),
    ] {
      let refused = try Program(
        Binaries.command, ["ask"] + arguments,
        environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
      #expect(try refused.exit() == .code(64))
      #expect(refused.errors.whole().contains(words), "\(refused.errors.whole())")
    }
    #expect(
      try skein(daemon, "template", "rename", "say", "tell").errors
        == "skein: Template say is called tell now.\n")
    #expect(
      try skein(daemon, "template", "path", "tell").output
        == daemon.home.path + "/.config/skein/templates/tell.md\n")
    #expect(
      try skein(daemon, "template", "delete", "tell").errors
        == "skein: Template tell is deleted.\n")
    let left = try skein(daemon, "template", "list", "--json").output
    #expect(left == #"{"data":[],"nextCursor":null}"# + "\n")
    #expect(try daemon.connect().call(TurnList.self, .init()).data.count == 2)
  }

  @Test func `what an editor leaves empty makes no template, and what is wrong is kept`() throws {
    let daemon = try echo()
    let editor = daemon.home.path + "/ed"
    try daemon.home.write("#!/bin/sh\n: >\"$1\"\n", to: editor, mode: 0o700)
    _ = try skein(daemon, "template", "edit", "a", variables: ["EDITOR": editor])
    _ = try skein(daemon, "template", "show", "a", exit: 64)
    try daemon.home.write(
      "#!/bin/sh\nprintf -- '---\\nsytem: x\\n---\\n' >\"$1\"\n", to: editor, mode: 0o700)
    let wrong = try skein(daemon, "template", "edit", "a", variables: ["EDITOR": editor], exit: 64)
    #expect(wrong.errors.contains("line 2"))
    #expect(try skein(daemon, "template", "show", "a").output.contains("sytem"))
    #expect(try skein(daemon, "template", "list").errors.contains("line 2"))
  }

  @Test func `an alias is a model for everybody, and is listed`() throws {
    let daemon = try echo(["model: fast", "aliases: {fast: m, big: scripted/large}"])
    #expect(try skein(daemon, "ask", "-m", "big", "hi").output == "large|hi\n")
    #expect(try skein(daemon, "ask", "hi").output == "m|hi\n")
    #expect(
      try skein(daemon, "model", "list").output
        == "scripted/m\tdefault\tfast\nscripted/large\t\tbig\n")
    #expect(try skein(daemon, "model", "default").output == "scripted/m\n")
    let turns = try daemon.connect().call(TurnList.self, .init()).data
    #expect(turns.map(\.model.text) == ["scripted/m", "scripted/large"])
    let listed = try daemon.connect().call(ModelList.self, NoParams())
    #expect(listed.aliases.map(\.name) == ["big", "fast"])
  }

  @Test func `a thread is made current by its title, and the one before comes back`() throws {
    let daemon = try echo()
    _ = try skein(daemon, "ask", "Blue yarn")
    _ = try skein(daemon, "ask", "Red yarn")
    let (blue, red) = ("1\n", "2\n")
    #expect(try skein(daemon, "thread", "current").output == red)
    #expect(try skein(daemon, "thread", "use", "blue yarn").output == blue)
    #expect(try skein(daemon, "thread", "current").output == blue)
    #expect(try skein(daemon, "thread", "use", "-").output == red)
    #expect(try skein(daemon, "ask", "-t", "Blue yarn", "again").output.hasPrefix("m|Blue yarn|"))
    #expect(try skein(daemon, "thread", "current").output == blue)
    let named = ["SKEIN_THREAD": String(red.dropLast())]
    #expect(try skein(daemon, "thread", "current", variables: named).output == red)
    #expect(
      try skein(daemon, "thread", "use", "Blue yarn", variables: named).errors
        .contains("SKEIN_THREAD"))
    #expect(try skein(daemon, "thread", "use", "Green", exit: 64).errors.contains("“Green”"))
    #expect(try skein(daemon, "thread", "pick", exit: 64).errors.contains("no terminal"))
  }

  @Test func `completion asks a daemon that runs, and starts none`() throws {
    let daemon = try echo()
    _ = try skein(daemon, "ask", "Blue yarn")
    let words = ["---completion", "ask", "--", "--thread", "3", "0", "skein", "ask", "-t", ""]
    let offered = try Program(
      Binaries.command, words,
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "SAP_SHELL": "fish",
      ])
    #expect(try offered.exit() == .code(0))
    #expect(offered.output.whole() == "Blue yarn\t1, now, 2 messages\n")
    let home = try Home()
    let nothing = try Program(
      Binaries.command, words, environment: ["HOME": home.path, "SKEIN_SOCKET": home.socket])
    #expect(try nothing.exit() == .code(0))
    #expect(nothing.output.whole().filter { !$0.isNewline } == "")
    #expect(nothing.errors.whole().isEmpty)
    #expect(home.everything.isEmpty)
    for shell in ["bash", "zsh", "fish"] {
      #expect(try skein(daemon, "completions", shell).output.contains("---completion"))
    }
  }
}
