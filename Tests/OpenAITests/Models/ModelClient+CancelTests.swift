import Testing
import Upstream

@testable import OpenAI

/// Cancelling, at every stage of a request.
@Suite(.timeLimit(.minutes(1)))
struct ModelClientCancelTests {
  /// Cancels once `upstream` has noted `note`, and expects its connection to close within a second.
  /// The promise is a second; a machine that builds something else meanwhile is given ten, and the
  /// scripted provider would hold on for ever.
  private let promptNanoseconds: UInt64 = 10_000_000_000

  private func cancel(
    _ upstream: Upstream, provider: Provider? = nil, after note: String
  ) async throws -> [ModelEvent] {
    var all: [ModelEvent] = []
    try await withClient { client in
      let (exchange, events) = client.events(from: provider ?? upstream.provider())
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == note)
      let start = Clock.monotonicNanoseconds()
      exchange.cancel()
      all = await Array(events)
      #expect(await notes.next() == "closed")
      #expect(Clock.monotonicNanoseconds() - start < promptNanoseconds)
      exchange.cancel()
    }
    return all
  }

  @Test func `before the head`() async throws {
    let upstream = try Upstream { connection, _ in
      connection.note("asked")
      connection.waitForClose()
    }
    #expect(try await cancel(upstream, after: "asked") == [.cancelled(attempts: 1)])
  }

  @Test func `between the head and the first word`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head)
      connection.note("head")
      connection.waitForClose()
    }
    #expect(try await cancel(upstream, after: "head") == [.cancelled(attempts: 1)])
  }

  @Test func `in the middle of the answer, what was said stays said`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head + Answer.said("half"))
      connection.waitForClose()
    }
    try await withClient { client in
      let (exchange, events) = client.events(from: upstream.provider())
      var iterator = events.makeAsyncIterator()
      #expect(await iterator.next() == .text("half"))
      exchange.cancel()
      #expect(await iterator.next() == .cancelled(attempts: 1))
      #expect(await iterator.next() == nil)
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == "closed")
    }
  }

  @Test func `from inside the event itself`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head + Answer.said("a"))
      connection.waitForClose()
    }
    try await withClient { client in
      let (exchanges, exchange) = AsyncStream<Exchange>.makeStream()
      let (events, continuation) = AsyncStream<ModelEvent>.makeStream()
      exchange.yield(
        client.stream(question, from: upstream.provider()) { event in
          continuation.yield(event)
          if event.isLast { continuation.finish() }
        })
      var all = exchanges.makeAsyncIterator()
      let one = try #require(await all.next())
      for await event in events where event == .text("a") { one.cancel() }
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == "closed")
    }
  }

  @Test func `while it waits for the next try`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("503 No", headers: "Retry-After: 50\r\n", body: "{}"))
    }
    try await withClient { client in
      let (exchange, events) = client.events(from: upstream.provider())
      var iterator = events.makeAsyncIterator()
      #expect(await iterator.next()?.retried?.retryAfterMs == 50_000)
      let start = Clock.monotonicNanoseconds()
      exchange.cancel()
      #expect(await iterator.next() == .cancelled(attempts: 1))
      #expect(Clock.monotonicNanoseconds() - start < promptNanoseconds)
    }
    #expect(upstream.requests.count == 1)
  }

  @Test func `while a command looks for the key`() async throws {
    try await withClient { client in
      let provider = Provider(
        name: "p", baseURL: "http://127.0.0.1:1", key: .command("sleep 0.5; echo k"))
      let (exchange, events) = client.events(from: provider)
      exchange.cancel()
      #expect(await Array(events) == [.cancelled(attempts: 0)])
    }
  }

  @Test func `after the end it does nothing, and before it nothing else is hurt`() async throws {
    let upstream = try Upstream { connection, request in
      if request.body.contains("slow") {
        connection.note("slow")
        connection.waitForClose()
      } else {
        try connection.send(Answer.stream("ok"))
      }
    }
    try await withClient { client in
      var slow = question
      slow.model = "slow"
      let (exchange, events) = client.events(from: upstream.provider(), slow)
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == "slow")
      let (ended, quick) = client.events(from: upstream.provider())
      #expect(text(of: await Array(quick)) == "ok")
      ended.cancel()
      exchange.cancel()
      #expect(await Array(events) == [.cancelled(attempts: 1)])
    }
  }

  @Test func `shutting down cancels everything, and what comes later at once`() async throws {
    let upstream = try Upstream { connection, _ in
      connection.note("asked")
      connection.waitForClose()
    }
    let client = try ModelClient(userAgent: "skein-test/1")
    let (_, events) = client.events(from: upstream.provider())
    async let models = client.list(upstream.provider())
    var notes = upstream.notes.makeAsyncIterator()
    for _ in 0..<2 { #expect(await notes.next() == "asked") }
    client.shutdown()
    #expect(await Array(events) == [.cancelled(attempts: 1)])
    #expect(await models == .failure(ModelClient.shutDown))
    #expect(await client.ask(upstream.provider()) == [.cancelled(attempts: 0)])
    #expect(await client.list(upstream.provider()) == .failure(ModelClient.shutDown))
    client.shutdown()
  }

  @Test func `a client may be shut down from its own thread`() async throws {
    let upstream = try Upstream { connection, _ in try connection.send(Answer.stream("a")) }
    let client = try ModelClient(userAgent: "skein-test/1")
    let (events, continuation) = AsyncStream<ModelEvent>.makeStream()
    client.stream(question, from: upstream.provider()) { event in
      continuation.yield(event)
      if event == .text("a") { client.shutdown() }
      if event.isLast { continuation.finish() }
    }
    #expect(await Array(events).last?.isLast == true)
  }
}
