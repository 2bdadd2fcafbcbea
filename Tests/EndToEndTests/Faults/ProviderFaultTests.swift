import Glibc
import OwnThread
import Synchronization
import Testing
import Upstream
import Wire

/// What providers do wrong, as a client of the daemon meets it.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct ProviderFaultTests {
  /// A provider whose first answer is this one, and whose next ones are right.
  private func upstream(first: String) throws -> Upstream {
    let answered = Atomic<Int>(0)
    return try Upstream { connection, _ in
      let count = answered.add(1, ordering: .relaxed).newValue
      try connection.send(count == 1 ? first : HTTP.stream("At last."))
    }
  }

  private func daemon(_ upstream: Upstream, _ provider: String...) throws -> LiveDaemon {
    try LiveDaemon(Setup(upstream: upstream, provider: provider))
  }

  /// Runs a turn that fails; its error, and the turn as it is kept.
  private func failing(
    _ daemon: LiveDaemon
  ) throws -> (fault: ErrorObject, turn: Noun.Turn, client: WireClient) {
    let client = try daemon.connect()
    let fault = try client.fault(TurnRun.self, .asking("Well?", stream: true))
    #expect(fault.code == -32005)
    #expect(fault.data.provider == "scripted")
    let ended = try client.notification(TurnEnded.self)
    let turn = try client.call(
      TurnGet.self, .init(turnId: try #require(fault.data.turnId))
    ).turn
    #expect(turn == ended.turn)
    #expect(turn.status == .failed)
    #expect(turn.error == fault)
    #expect(turn.input == "Well?")
    let thread = try #require(turn.threadId)
    #expect(try client.messages(of: thread).isEmpty)
    return (fault, turn, client)
  }

  @Test func `a refused key is an error at once`() throws {
    let upstream = try upstream(first: HTTP.error("401 Unauthorized", message: "Who are you?"))
    let (fault, turn, client) = try failing(try daemon(upstream))
    #expect(fault.data.class == .auth && fault.data.httpStatus == 401)
    #expect(fault.data.code == "scripted" && fault.data.retryable == false)
    #expect(fault.message.contains("Who are you?"))
    #expect(turn.attempts == 1 && upstream.requests.count == 1)
    #expect(try client.arrived(TurnRetrying.self).isEmpty)
    // The thread goes on.
    let run = try client.call(TurnRun.self, .asking("Again?", on: turn.threadId))
    #expect(run.messages.map { $0.sequence?.number } == [1, 2])
  }

  @Test func `a provider that asks for a pause gets it, and the client hears of it`() throws {
    let upstream = try upstream(
      first: HTTP.error("429 Too Many Requests", headers: "Retry-After: 1\r\n", message: "Slowly."))
    let client = try daemon(upstream).connect()
    var run: TurnRun.Result?
    let took = try ContinuousClock().measure {
      run = try client.call(TurnRun.self, .asking("Now", stream: true))
    }
    let retrying = try client.notification(TurnRetrying.self)
    #expect(retrying.delayMs >= 1000)
    #expect(retrying.error.data.class == .rateLimit)
    #expect(retrying.error.data.retryAfterMs == 1000)
    #expect(took >= .seconds(1))
    #expect(run?.turn.output == "At last.")
    #expect(run?.turn.attempts == 2)
    #expect(upstream.requests.count == 2)
  }

  @Test func `a server that is loading is asked again`() throws {
    let upstream = try upstream(
      first: HTTP.error("503 Service Unavailable", message: "Loading model"))
    let client = try daemon(upstream).connect()
    let run = try client.call(TurnRun.self, .asking("Now", stream: true))
    #expect(try client.notification(TurnRetrying.self).error.data.class == .server)
    #expect(run.turn.output == "At last.")
    #expect(run.turn.attempts == 2)
    #expect(client.transcript.prefix(3) == ["turn/started", "turn/retrying", "turn/delta"])
  }

  @Test func `a page for people is no answer`() throws {
    let upstream = try upstream(
      first: HTTP.whole(
        "200 OK", headers: "Content-Type: text/html\r\n",
        body: "<html><title>Log in to the hotel's network</title></html>"))
    let (fault, turn, _) = try failing(try daemon(upstream, "maxAttempts: 1"))
    #expect(fault.data.class == .protocol)
    #expect(fault.data.httpStatus == 200)
    #expect(turn.output == nil || turn.output == "")
  }

  @Test func `a model that falls silent is given up after the idle time, what it said is kept`()
    throws
  {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Let me thi"))
      connection.waitForClose()
    }
    let daemon = try daemon(upstream, "idleTimeoutSeconds: 1")
    let (fault, turn, client) = try failing(daemon)
    #expect(fault.data.class == .timeout)
    #expect(turn.output == "Let me thi")
    #expect(turn.attempts == 1)
    #expect(try client.arrived(TurnDelta.self).map(\.text) == ["Let me thi"])
  }

  @Test(arguments: [true, false])
  func `a connection that breaks in the middle is a failure that keeps what was said`(
    _ isReset: Bool
  ) throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("One, two, "))
      if isReset { connection.reset() } else { connection.close() }
    }
    let (fault, turn, _) = try failing(try daemon(upstream))
    #expect(fault.data.class == .network)
    // What a reset overtakes is lost on the way.
    #expect(turn.output == "One, two, " || isReset)
    #expect(turn.attempts == 1 || isReset)
  }

  @Test func `nobody at the address is a failure that can be tried again`() throws {
    let daemon = try LiveDaemon(Setup(provider: ["maxAttempts: 2"]))
    let (fault, turn, client) = try failing(daemon)
    #expect(fault.data.class == .network && fault.data.retryable == true)
    #expect(turn.attempts == 2)
    #expect(try client.arrived(TurnRetrying.self).count == 1)
  }

  @Test func `a cancelled turn ends the provider's stream, and what it said is a pair`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead + HTTP.said("Once upon"))
      connection.waitForClose()
    }
    let daemon = try daemon(upstream)
    let client = try daemon.connect()
    let id = try client.send(TurnRun.self, .asking("A story", stream: true))
    _ = try client.deltas { $0 == "Once upon" }
    let started = try client.notification(TurnStarted.self)
    let other = try daemon.connect()
    var cancelled: Noun.Turn?
    let took = try ContinuousClock().measure {
      cancelled = try other.call(TurnCancel.self, .init(turnId: started.turn.id)).turn
    }
    #expect(took < .seconds(1))
    let run = try client.result(of: TurnRun.self, id)
    #expect(run.turn == cancelled)
    #expect(run.turn.status == .cancelled)
    #expect(run.messages.map(\.content) == ["A story", "Once upon"])
  }

  @Test func `a request that is cancelled is answered, and the provider is left`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(HTTP.streamHead)
      connection.note("asked")
      connection.waitForClose()
    }
    let client = try daemon(upstream).connect()
    let id = try client.send(TurnRun.self, .asking("Never mind"))
    var notes = upstream.notes.makeAsyncIterator()
    #expect(await notes.next() == "asked")
    try client.notify("$/cancelRequest", #"{"id":\#(id)}"#)
    let fault = try client.fault(of: id)
    #expect(fault.code == -32800)
    let turn = try #require(fault.data.turnId)
    #expect(try client.call(TurnGet.self, .init(turnId: turn)).turn.status == .cancelled)
    #expect(await notes.next() == "closed")
  }

  @Test func `a script that waits reads once why`() throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(
        HTTP.error("429 Slowly", headers: "Retry-After: 4\r\n", message: "rate limited"))
    }
    let daemon = try LiveDaemon(Setup(upstream: upstream, provider: ["maxAttempts: 2"]))
    let program = try Program(
      Binaries.command, ["ask", "one"],
      environment: ["HOME": daemon.home.path, "SKEIN_SOCKET": daemon.home.socket])
    let errors = program.errors.whole()
    #expect(try program.exit() == .code(1))
    #expect(
      errors.hasSuffix(
        ", attempt 2 of 2. scripted: POST /v1/chat/completions answered 429: rate limited.\n"
          + "skein: Given up after attempt 2 of 2.\n"), "\(errors)")
  }
}
