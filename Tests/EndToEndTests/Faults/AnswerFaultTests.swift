import Foundation
import JSON
import OwnThread
import Synchronization
import Testing
import Upstream
import Wire

/// Answers in which something is wrong, byte for byte, as a person at the shell meets them.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct AnswerFaultTests {
  /// A provider that gives these answers one after another, the last for ever.
  private func upstream(_ names: String...) throws -> Upstream {
    let answers = try names.map {
      Array(try Repository.text("Tests/OpenAITests/Fixtures/faults/\($0).raw").utf8)
    }
    let next = Mutex(0)
    return try Upstream { connection, _ in
      let index = next.withLock { next in
        defer { next += 1 }
        return min(next, answers.count - 1)
      }
      try connection.send(answers[index])
      connection.close()
    }
  }

  /// What a request says, message by message: the role, then the words.
  private func messages(_ request: Upstream.Request) throws -> [[String]] {
    let messages = try #require(try Document(Array(request.body.utf8)).root["messages"])
    return messages.elements.map { [$0["role"]?.string ?? "", $0["content"]?.string ?? ""] }
  }

  @Test func `an answer without words fails, says so, and leaves nothing that is sent again`()
    throws
  {
    let upstream = try upstream("empty-answer", "reasoning-answer")
    let daemon = try LiveDaemon(upstream)
    let first = try skein(daemon, "ask", "one", exit: 1)
    #expect(first.output.isEmpty && first.errors.contains("The model gave no answer"))
    #expect(try skein(daemon, "ask", "-c", "two").output == "Take wool.\n")
    #expect(try skein(daemon, "ask", "-c", "three").output == "Take wool.\n")
    for request in upstream.requests {
      #expect(try !messages(request).contains { $0[0] == "assistant" && $0[1].isEmpty })
    }
    #expect(try messages(upstream.requests[2]).map { $0[0] } == ["user", "assistant", "user"])
    let failed = try daemon.connect().call(TurnList.self, .init(status: .failed)).data
    #expect(failed.map(\.totalTokens) == [9])
  }

  @Test func `a finish reason that means failure is one, and keeps the words`() throws {
    let daemon = try LiveDaemon(try upstream("finish-error"))
    let asked = try skein(daemon, "ask", "one", exit: 1)
    #expect(asked.output == "The wool is wound and the\n")
    #expect(asked.errors.contains("upstream_closed"))
    let client = try daemon.connect()
    let listed = try #require(try client.call(TurnList.self, .init()).data.first)
    let turn = try client.call(TurnGet.self, .init(turnId: listed.id)).turn
    #expect(turn.status == .failed && turn.output == "The wool is wound and the")
    #expect(turn.error?.data.class == .server)
  }

  @Test func `an answer that ends where a tool was called is kept, and said to end there`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.stream("Let me look it up.", finishing: "tool_calls"))
    }
    let daemon = try LiveDaemon(upstream)
    let asked = try skein(daemon, "ask", "one")
    #expect(asked.output == "Let me look it up.\n")
    #expect(asked.errors.contains("The answer ends where the model called a tool"))
    #expect(try skein(daemon, "thread", "show").output.contains("ends where a tool was called"))
  }

  @Test(arguments: ["stream-as-text-plain", "stream-as-json"])
  func `a stream is read whatever its content type`(name: String) throws {
    let daemon = try LiveDaemon(try upstream(name))
    #expect(try skein(daemon, "ask", "one").output == "A skein is a length of yarn.\n")
  }

  @Test func `an error in a 200 is told in its own words, or tried again`() throws {
    let once = Setup(upstream: try upstream("pretty-error-in-200"), provider: ["maxAttempts: 1"])
    let asked = try skein(try LiveDaemon(once), "ask", "one", exit: 1)
    #expect(asked.errors.contains("reported in its answer: All looms are in use"))
    let daemon = try LiveDaemon(try upstream("pretty-error-in-200", "stream-as-json"))
    #expect(try skein(daemon, "ask", "one").output == "A skein is a length of yarn.\n")
  }

  @Test func `thinking in parts is reasoning, on the turn and on standard error`() throws {
    let daemon = try LiveDaemon(try upstream("thinking-parts"))
    let asked = try skein(daemon, "ask", "--reasoning", "one")
    #expect(asked.output == "It is 391.\n")
    #expect(asked.errors == "Seventeen times twenty-three: 340 and 51.\n")
  }

  @Test func `thoughts before a closing tag alone are no part of the message`() throws {
    let upstream = try upstream("close-think-only")
    let daemon = try LiveDaemon(upstream)
    // Streamed, it stands there already when that is known.
    let first = try skein(daemon, "ask", "two")
    #expect(first.output == "Seventeen times twenty-three: 340 and 51.\nIt is 391.\n")
    #expect(first.errors.contains("What stands above is what the model thought"))
    let next = try skein(daemon, "ask", "two")
    #expect(next.output == "It is 391.\n" && next.errors.isEmpty)
    try daemon.terminate()
    try daemon.restart()
    let json = try skein(daemon, "ask", "--json", "one").output
    #expect(
      try Document(Array(json.utf8)).root["turn"]?["output"]?.string == "It is 391.")
    #expect(try skein(daemon, "ask", "--no-stream", "one").output == "It is 391.\n")
    let turn = try #require(try daemon.connect().call(TurnList.self, .init()).data.first)
    let kept = try daemon.connect().call(TurnGet.self, .init(turnId: turn.id)).turn
    #expect(kept.output == "It is 391.")
    #expect(kept.reasoning == "Seventeen times twenty-three: 340 and 51.\n")
    _ = try skein(daemon, "ask", "-c", "three")
    let last = try #require(upstream.requests.last)
    #expect(
      try messages(last) == [["user", "one"], ["assistant", "It is 391."], ["user", "three"]])
  }

  @Test func `a provider that wants its reasoning back gets it, and is asked so at once then`()
    throws
  {
    let upstream = try upstream("reasoning-answer", "wants-reasoning", "reasoning-answer")
    let daemon = try LiveDaemon(upstream)
    for question in ["one", "two", "three"] {
      let options = question == "one" ? ["ask"] : ["ask", "-c"]
      let output = try Shell(daemon: daemon).skein(options + [question]).output
      #expect(output == "Take wool.\n")
    }
    let told = #""reasoning_content":"Wool is warm, so wool.""#
    #expect(
      upstream.requests.map { $0.body.components(separatedBy: told).count - 1 } == [0, 0, 1, 2])
  }

  @Test func `a wait for the provider is told to a pipe's reader too`() throws {
    let answered = Atomic<Int>(0)
    let upstream = try Upstream { connection, _ in
      let count = answered.add(1, ordering: .relaxed).newValue
      try connection.send(
        count == 1
          ? HTTP.error("429 Slowly", headers: "Retry-After: 5\r\n", message: "Slowly.")
          : HTTP.stream("At last."))
    }
    let daemon = try LiveDaemon(upstream)
    let asked = try skein(daemon, "ask", "one")
    #expect(asked.output == "At last.\n")
    #expect(
      asked.errors.contains(
        "attempt 2 of 5. scripted: POST /v1/chat/completions answered 429: Slowly."))
    #expect(asked.errors.split(separator: "\n").count == 1, "\(asked.errors)")
  }

  @Test func `a key without a provider, and what is no key, are refused`() throws {
    let home = try Home()
    let daemon = try LiveDaemon(Setup(), home: home)
    let unknown = try skein(daemon, "key", "set", "nope", input: "sk-x\n", exit: 64).errors
    #expect(unknown.contains("No provider nope is configured; there is scripted."))
    for text in ["naïve", "two words", "\u{1B}[A"] {
      let refused = try skein(daemon, "key", "set", "scripted", input: text + "\n", exit: 64).errors
      #expect(refused.contains("That is no key") && !refused.contains(text), "\(refused)")
    }
    _ = try skein(daemon, "key", "set", "scripted", input: "\u{FEFF}sk-made-up\r\n")
    #expect(try skein(daemon, "key", "list").output.contains("scripted"))
  }

  @Test func `a configuration, a question and a file may begin with a byte order mark`() throws {
    let home = try Home()
    let upstream = try Upstream { connection, request in
      try connection.send(HTTP.stream(try request.input))
    }
    let setup = Setup(upstream: upstream, settings: ["contextPolicy: error"])
    try home.write("\u{FEFF}" + setup.yaml, to: home.path + "/marked.yaml")
    var marked = setup
    marked.arguments = ["--config", home.path + "/marked.yaml"]
    let daemon = try LiveDaemon(marked, home: home)
    try home.write("\u{FEFF}wool", to: home.path + "/note.txt")
    let answer = try skein(
      daemon, "ask", "-f", home.path + "/note.txt", input: "\u{FEFF}piped"
    ).output
    #expect(answer.contains("```txt\nwool\n```") && answer.contains("piped"))
    #expect(!answer.unicodeScalars.contains("\u{FEFF}"))
  }

  /// `skein` on a terminal of its own.
  private func onTerminal(
    _ daemon: LiveDaemon, _ arguments: String...
  ) throws -> (program: Program, terminal: PseudoTerminal) {
    let terminal = try PseudoTerminal(columns: 100)
    let program = try Program(
      Binaries.command, arguments, environment: Shell(daemon: daemon).variables, terminal: terminal)
    return (program, terminal)
  }

  @Test func `on a terminal the wait for the provider counts down`() throws {
    let answered = Atomic<Int>(0)
    let upstream = try Upstream { connection, _ in
      let count = answered.add(1, ordering: .relaxed).newValue
      try connection.send(
        count == 1
          ? HTTP.error("429 Slowly", headers: "Retry-After: 3\r\n", message: "rate limited")
          : HTTP.stream("At last."))
    }
    let daemon = try LiveDaemon(upstream)
    let (program, terminal) = try onTerminal(daemon, "ask", "one")
    let reason = ", attempt 2 of 5. scripted: POST /v1/chat/completions answered 429: rate limited."
    #expect(terminal.shows("Trying again in 3 s" + reason))
    #expect(terminal.shows("Trying again in 2 s" + reason))
    #expect(terminal.shows("At last."))
    #expect(try program.exit() == .code(0))
    #expect(try daemon.connect().call(TurnList.self, .init()).data.map(\.attempts) == [2])
  }

  @Test func `Ctrl-C where a key is typed ends the line, and keeps nothing`() throws {
    let daemon = try LiveDaemon(Setup())
    let (program, terminal) = try onTerminal(daemon, "key", "set", "scripted")
    #expect(terminal.shows("Key for scripted: "))
    terminal.type("sk-half\u{03}")
    _ = try program.exit()
    #expect(terminal.ends(with: "Key for scripted: \r\n"), "\(terminal.raw)")
    #expect(try daemon.connect().call(AccountList.self, .init()).data.allSatisfy { !$0.hasSecret })
  }

  @Test(arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
  func `certificates that the usual variables name are trusted, and a wrong one is named`(
    variable: String
  ) throws {
    let home = try Home()
    for name in ["sound", "authority", "selfSigned"] {
      try home.write(
        try Repository.text("Tests/OpenAITests/Fixtures/tls/\(name).pem"),
        to: "\(home.path)/\(name).pem")
    }
    let server = try Program(
      "/usr/bin/python3",
      ["-c", Self.secureServer, "\(home.path)/sound.pem", HTTP.stream("Safe and sound.")])
    #expect(server.output.waits { $0.hasSuffix("\n") })
    let port = server.output.text.trimmingCharacters(in: .newlines)
    var setup = Setup(settings: ["model: safe/m"])
    setup.peer = (name: "safe", baseURL: "HTTPS://127.0.0.1:\(port)/v1")
    setup.variables = [variable: "\(home.path)/authority.pem"]
    let daemon = try LiveDaemon(setup, home: home)
    #expect(try skein(daemon, "ask", "one").output == "Safe and sound.\n")
    try daemon.terminate()
    setup.variables = [variable: "\(home.path)/selfSigned.pem"]
    try daemon.restart(setup)
    let refused = try skein(daemon, "ask", "one", exit: 1).errors
    #expect(refused.contains("the variable \(variable)"), "\(refused)")
  }

  private static let secureServer = """
    import socket, ssl, sys, threading
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def serve(plain):
        try:
            with context.wrap_socket(plain, server_side=True) as secure:
                request = secure.makefile("rb")
                length = 0
                while (line := request.readline()) not in (b"\\r\\n", b""):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                request.read(length)
                secure.sendall(sys.argv[2].encode())
        except OSError:
            pass

    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """
}
