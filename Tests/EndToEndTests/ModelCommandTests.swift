import JSON
import OwnThread
import Testing
import Upstream
import Wire

/// Models by name, and what is asked of them, as the shell sees them.
@Suite(.ownThread, .timeLimit(.minutes(1)))
struct ModelCommandTests {
  /// A provider with such an answer to who asks for its models, which repeats requests.
  private func daemon(_ list: String, _ setup: Setup = Setup()) throws -> LiveDaemon {
    var setup = setup
    setup.upstream = try Upstream { connection, request in
      try connection.send(request.isListing ? list : HTTP.stream(request.body))
    }
    return try LiveDaemon(setup)
  }

  private static let bareArray = HTTP.whole(
    "200 OK", headers: "Content-Type: application/json\r\n",
    body: #"[{"id":"loom-1"},{"id":"vendor/loom-2"},{"object":"model"}]"#)
  private static let missing = HTTP.whole(
    "404 Not Found", headers: "Content-Type: application/json\r\n",
    body: #"{"detail":"Not Found"}"#)

  @Test func `a name with a slash is asked whole, and one that nobody lists asks nobody`() throws {
    let daemon = try daemon(Self.bareArray, Setup(settings: ["model: scripted/loom-1"]))
    let listed = try skein(daemon, "model", "list")
    #expect(listed.output == "scripted/loom-1\tdefault\t\nscripted/vendor/loom-2\t\t\n")
    #expect(listed.errors.contains("1 of its models can't be used"))
    for name in ["vendor/loom-2", "scripted/vendor/loom-2"] {
      let asked = try skein(daemon, "ask", "-m", name, "hi").output
      #expect(asked.contains(#""model":"vendor/loom-2""#), "\(asked)")
    }
    for name in ["LOOM-1", "loom1", "scripted/loom-11", "other/loom-1"] {
      let refused = try skein(daemon, "ask", "-m", name, "hi", exit: 1)
      #expect(refused.errors.contains("scripted/loom-1"), "\(refused.errors)")
      #expect(refused.errors.contains("skein model list"))
    }
    _ = try skein(daemon, "thread", "set", "-m", "nope", exit: 1)
    let client = try daemon.connect()
    #expect(try client.call(TurnList.self, .init()).data.count == 2)
    let threads = try client.call(ThreadList.self, .init()).data
    #expect(
      Set(threads.compactMap(\.model?.text)) == ["vendor/loom-2", "scripted/vendor/loom-2"])
  }

  @Test func `a provider without a list says which settings help, and takes what is named`() throws
  {
    let daemon = try daemon(Self.missing, Setup(namesModel: false))
    let refused = try skein(daemon, "ask", "hi", exit: 1)
    for word in ["`model:`", "SKEIN_MODEL", "-m NAME", "404"] {
      #expect(refused.errors.contains(word), "\(refused.errors)")
    }
    #expect(try skein(daemon, "model", "list", exit: 1).errors.contains("scripted/NAME"))
    #expect(try skein(daemon, "model", "default", exit: 1).errors.contains("No model is chosen"))
    for (name, model) in [("loom-1", "loom-1"), ("scripted/vendor/x", "vendor/x")] {
      let asked = try skein(daemon, "ask", "-m", name, "hi").output
      #expect(asked.contains(#""model":"\#(model)""#), "\(asked)")
    }
  }

  @Test func `a list without a model, and an error in its place, say so`() throws {
    for (body, words) in [
      ("null", ["scripted", "lists no model", "scripted/NAME"]),
      (#"{"data":[]}"#, ["scripted", "lists no model", "scripted/NAME"]),
      (#"{"error":{"message":"bad key"}}"#, ["reported in its answer: bad key"]),
    ] {
      let list = HTTP.whole(
        "200 OK", headers: "Content-Type: application/json\r\n", body: body)
      let listed = try skein(try daemon(list), "model", "list", exit: 1)
      for word in words { #expect(listed.errors.contains(word), "\(listed.errors)") }
      #expect(listed.output.isEmpty && !listed.errors.contains("{"))
    }
  }

  @Test func `a thread loses a model that failed to exist, and the command says so`() throws {
    var setup = Setup()
    setup.upstream = try Upstream { connection, request in
      if request.isListing { return try connection.send(Self.missing) }
      try connection.send(
        request.body.contains(#""model":"nope"#)
          ? HTTP.whole(
            "404 Not Found", headers: "Content-Type: application/json\r\n",
            body: #"{"error":{"message":"no such model","code":"model_not_found"}}"#)
          : HTTP.stream(request.body))
    }
    let daemon = try LiveDaemon(setup)
    let said = "The thread does not keep this model."
    let made = try skein(daemon, "ask", "-m", "scripted/nope", "--title", "N", "q1", exit: 1)
    #expect(made.errors.contains(said), "\(made.errors)")
    #expect(try skein(daemon, "ask", "-t", "N", "q2").output.contains(#""model":"m""#))
    let named = try skein(
      daemon, "ask", "-t", "N", "-m", "scripted/nope2", "q3", exit: 1)
    #expect(!named.errors.contains(said))
    _ = try skein(daemon, "thread", "set", "-m", "scripted/nope3", "N")
    #expect(try skein(daemon, "ask", "-t", "N", "q4", exit: 1).errors.contains(said))
    #expect(try skein(daemon, "ask", "-t", "N", "q5").output.contains(#""model":"m""#))
  }

  @Test func `options come by name, from the configuration, the alias, the thread and the call`()
    throws
  {
    let daemon = try daemon(
      HTTP.models,
      Setup(
        settings: ["aliases: {exact: {model: scripted/m, options: {temperature: 0}}}"],
        provider: ["models: {m: {options: {maxTokens: 64, extra: {top_k: 4}}}}"]))
    func body(_ answer: String) throws -> Value { try Document(Array(answer.utf8)).root }
    let plain = try body(
      skein(daemon, "ask", "-o", "top_p=0.5", "-o", "mode=fine", "--option", "n=2", "hi").output)
    #expect(plain["max_tokens"]?.integer == 64 && plain["top_k"]?.integer == 4)
    #expect(plain["top_p"]?.double == 0.5 && plain["mode"]?.string == "fine")
    #expect(plain["n"]?.integer == 2 && plain["temperature"] == nil)
    let exact = try body(skein(daemon, "ask", "-m", "exact", "hi").output)
    #expect(exact["temperature"]?.double == 0 && exact["max_tokens"]?.integer == 64)
    _ = try skein(
      daemon, "thread", "set", "-o", "maxTokens=8", "--seed", "7", "-o", "top_k=5", "-o", "n=3")
    _ = try skein(daemon, "thread", "set", "-o", "n=")
    let thread = try #require(daemon.connect().call(ThreadList.self, .init()).data.first)
    #expect(thread.options?.extra?.object.text == #"{"top_k":5}"#)
    let kept = try body(skein(daemon, "ask", "-c", "-o", "seed=8", "hi").output)
    #expect(kept["max_tokens"]?.integer == 8 && kept["seed"]?.integer == 8)
    #expect(kept["top_k"]?.integer == 5 && kept["temperature"]?.double == 0)
    let edited = try body(skein(daemon, "edit", "-o", "seed=9", "hello").output)
    #expect(edited["seed"]?.integer == 9 && edited["max_tokens"]?.integer == 8)
    for wrong in ["temperature=warm", "model=m", "maxTokens=0"] {
      let refused = try skein(daemon, "ask", "-o", wrong, "hi", exit: 64)
      #expect(refused.errors.contains(wrong.prefix { $0 != "=" }), "\(refused.errors)")
    }
  }

  @Test func `a chat says who answers, lists aliases, and refuses a model that there is not`()
    throws
  {
    let daemon = try daemon(
      HTTP.models, Setup(settings: ["aliases: {big: scripted/m, far: scripted/m}"]))
    let terminal = try PseudoTerminal()
    let chat = try Program(
      Binaries.command, ["chat"],
      environment: [
        "HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket, "PATH": "/usr/bin:/bin",
        "TERM": "xterm",
      ], terminal: terminal)
    #expect(terminal.shows("A new thread with scripted/m."), "\(terminal.text)")
    terminal.type("/model nope\r")
    #expect(terminal.shows("No provider lists a model “nope”"), "\(terminal.text)")
    #expect(
      terminal.shows("/model lists the models; /model NAME chooses one."),
      "\(terminal.text)")
    #expect(!terminal.text.contains("-m NAME") && !terminal.text.contains("skein model list"))
    terminal.type("/thread nope\r")
    #expect(terminal.shows("/thread lists the last of them."), "\(terminal.text)")
    #expect(!terminal.text.contains("skein thread list"))
    terminal.type("/model big\r")
    #expect(terminal.shows("From now on scripted/m is asked."), "\(terminal.text)")
    terminal.type("/model\r")
    #expect(terminal.shows("* scripted/m\n"), "\(terminal.text)")
    #expect(terminal.shows("* big is scripted/m\n"), "\(terminal.text)")
    #expect(terminal.shows("  far is scripted/m\n"), "\(terminal.text)")
    terminal.type("\u{4}")
    #expect(try chat.exit() == .code(0))
  }

  @Test func `an alias is a model for everybody, and is listed`() throws {
    let daemon = try LiveDaemon.echoing(["model: fast", "aliases: {fast: m, big: scripted/large}"])
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
}
