import Synchronization
import Testing
import Upstream

@testable import OpenAI

/// What is tried again, what is not, and what the client hears of it.
@Suite(.timeLimit(.minutes(1)))
struct ModelClientRetryTests {
  /// A provider that gives `first` to the first request and an answer to all others.
  private func upstream(_ first: String) throws -> Upstream {
    let count = Mutex(0)
    return try Upstream { connection, _ in
      let isFirst = count.withLock {
        $0 += 1
        return $0 == 1
      }
      try connection.send(isFirst ? first : Answer.stream("ok"))
    }
  }

  private func delay(_ event: ModelEvent?) -> Int? {
    if case .retrying(2, let delayMs, _)? = event { delayMs } else { nil }
  }

  @Test(arguments: [
    ("500 Oops", Failure.Class.server), ("503 Loading", .server), ("408 Late", .timeout),
    ("409 Busy", .server), ("429 Slow", .rateLimit),
  ])
  func `what may pass is tried again after a wait that is told`(
    status: String, kind: Failure.Class
  ) async throws {
    let upstream = try upstream(
      Answer.status(status, body: #"{"error":{"message":"not now"}}"#))
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect((375...625).contains(delay(events.first) ?? 0))
      #expect(events.first?.retried?.class == kind)
      #expect(
        Array(events.dropFirst()) == [
          .text("ok"), .completed(Completion(finishReason: "stop", attempts: 2)),
        ])
    }
    #expect(upstream.requests.count == 2)
    #expect(upstream.requests.first?.body == upstream.requests.last?.body)
  }

  @Test(arguments: [
    "Retry-After: 1\r\n",
    "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:38 GMT\r\n",
    "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1s\r\n",
  ])
  func `the provider's own wait is kept`(headers: String) async throws {
    let upstream = try upstream(Answer.status("429 Slow", headers: headers, body: "{}"))
    try await withClient { client in
      let start = Clock.monotonicNanoseconds()
      let events = await client.ask(upstream.provider())
      #expect(delay(events.first) == 1000)
      #expect(events.last?.completion?.attempts == 2)
      #expect(Clock.monotonicNanoseconds() - start >= 1_000_000_000)
    }
  }

  @Test(arguments: [
    ("429 Slow", "Retry-After: 61\r\n", "{}", Failure.Class.rateLimit),
    ("429 Slow", "Retry-After: 1\r\n", #"{"error":{"code":"insufficient_quota"}}"#, .quota),
    ("401 No", "", "{}", .auth), ("400 Bad", "", #"{"error":"n"}"#, .badRequest),
    ("404 Where", "", "{}", .badRequest),
    ("400 Long", "", #"{"error":{"code":"context_length_exceeded"}}"#, .contextLength),
  ])
  func `what can't pass is told at once`(
    status: String, headers: String, body: String, kind: Failure.Class
  ) async throws {
    let upstream = try upstream(Answer.status(status, headers: headers, body: body))
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.map(\.failure?.class) == [kind])
      if kind == .rateLimit { #expect(events[0].failure?.retryAfterMs == 61_000) }
    }
    #expect(upstream.requests.count == 1)
  }

  @Test func `the last try's failure is the end, with the number of tries`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("502 Bad", body: "<html>nginx</html>"))
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider(attempts: 2))
      #expect(events.count == 2)
      guard case .failed(let failure, attempts: 2)? = events.last else {
        Issue.record("\(events)")
        return
      }
      #expect(failure.class == .server)
      #expect(failure.httpStatus == 502)
    }
  }

  @Test func `nobody listens`() async throws {
    let provider: Provider
    do { provider = try Upstream { _, _ in }.provider(key: .none, attempts: 2) }
    try await withClient { client in
      let events = await client.ask(provider)
      #expect(events.first?.retried?.class == .network)
      #expect(events.last?.failure?.class == .network)
      #expect(events.last?.failure?.message.contains("127.0.0.1") == true)
    }
  }

  @Test func `nothing is repeated after the first word`() async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head + Answer.said("a"))
      connection.reset()
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.first == .text("a"))
      #expect(events.count == 2)
      #expect(events.last?.failure?.class == .network)
      #expect(events.last?.failure?.retryable == true)
    }
    #expect(upstream.requests.count == 1)
  }

  @Test func `an error in the stream before the first word is tried again`() async throws {
    let upstream = try upstream(
      Answer.head + Answer.frame(chunk(#"{"role":"assistant"}"#))
        + Answer.frame(#"{"error":{"code":503,"message":"overloaded"}}"#) + "0\r\n\r\n")
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(events.first?.retried?.class == .server)
      #expect(text(of: events) == "ok")
    }
  }

  @Test func `a provider that does not know stream_options is asked without, from then on`()
    async throws
  {
    let upstream = try Upstream { connection, request in
      try connection.send(
        request.body.contains("stream_options")
          ? Answer.status(
            "400 Bad", body: #"{"error":{"message":"Unknown field: stream_options"}}"#)
          : Answer.stream("ok"))
    }
    try await withClient { client in
      for _ in 0..<2 {
        #expect(
          await client.ask(upstream.provider()) == [
            .text("ok"), .completed(Completion(finishReason: "stop")),
          ])
      }
    }
    #expect(upstream.requests.map { $0.body.contains("stream_options") } == [true, false, false])
  }

  @Test func `a refused key is not echoed`() async throws {
    let body = #"{"error":{"message":"Incorrect API key: sk-test","code":"bad sk-test"}}"#
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.status("401 No", headers: "x-request-id: sk-test\r\n", body: body))
    }
    try await withClient { client in
      let events = await client.ask(upstream.provider())
      #expect(!"\(events)".contains("sk-test"))
      #expect(events.last?.failure?.message.contains("Incorrect API key: ‹secret›") == true)
    }
  }
}
