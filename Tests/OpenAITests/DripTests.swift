import Glibc
import Testing
import Upstream

@testable import OpenAI

/// Providers that keep a connection alive and say nothing: each ends by a bound on time.
@Suite(.timeLimit(.minutes(2)))
struct DripTests {
  private func provider(_ upstream: Upstream, api: API = .chat, attempts: Int = 1) -> Provider {
    upstream.provider(firstByte: 60, idle: 60, word: 0.5, attempts: attempts, api: api)
  }

  /// Sends `start`, then drips `piece` until the client has gone, and tells the test.
  private func upstream(_ start: String, _ piece: String) throws -> Upstream {
    try Upstream { connection, _ in
      do {
        try connection.send(start)
        try connection.drip(piece)
      } catch {
        connection.note("gone")
        throw error
      }
    }
  }

  private static let toolCall =
    #"{"tool_calls":[{"index":0,"function":{"arguments":"a"}}]}"#

  @Test(arguments: API.allCases)
  func `what is no word keeps no turn alive`(api: API) async throws {
    let unheard = [": ping\n\n", api.said(""), api.thought(""), api.event("{}")]
    for piece in unheard + (api == .chat ? [api.event(chunk(Self.toolCall))] : []) {
      let upstream = try upstream(Answer.head, Answer.piece(piece))
      try await withClient { client in
        let events = await client.ask(provider(upstream, api: api))
        #expect(events.map(\.failure?.class) == [.timeout], "\(piece): \(events)")
        #expect(events.first?.failure?.message.contains("wordTimeoutSeconds") == true)
        var notes = upstream.notes.makeAsyncIterator()
        #expect(await notes.next() == "gone")
      }
    }
  }

  @Test func `before a word it is tried again, after one it is not, and the word is kept`()
    async throws
  {
    let silent = try upstream(Answer.head, Answer.piece(": ping\n\n"))
    let halting = try upstream(Answer.head + Answer.said("Well"), Answer.piece(": ping\n\n"))
    try await withClient { client in
      let events = await client.ask(provider(silent, attempts: 2))
      #expect(events.first?.retried?.class == .timeout)
      #expect(events.last?.failure?.class == .timeout && events.count == 2)
      let said = await client.ask(provider(halting, attempts: 2))
      #expect(said.first == .text("Well") && said.count == 2)
      #expect(said.last?.failure?.class == .timeout)
    }
    #expect(halting.requests.count == 1)
  }

  @Test(arguments: API.allCases)
  func `words and thoughts that drip go on as long as they come`(api: API) async throws {
    let upstream = try Upstream { connection, _ in
      try connection.send(Answer.head)
      // Three times as long as a silence may be.
      for count in 0..<30 {
        poll(nil, 0, 50)
        try connection.send(Answer.piece(count % 2 == 0 ? api.said("a") : api.thought("b")))
      }
      try connection.send(Answer.piece(api.end) + "0\r\n\r\n")
    }
    try await withClient { client in
      let events = await client.ask(provider(upstream, api: api))
      #expect(text(of: events) == String(repeating: "a", count: 15))
      #expect(events.last?.completion != nil, "\(events)")
    }
  }

  @Test func `an answer that comes whole, and drips, ends too`() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    let upstream = try upstream(head + "[", " ")
    try await withClient { client in
      #expect((await client.ask(provider(upstream))).map(\.failure?.class) == [.timeout])
    }
  }

  @Test func `an error whose text drips is told by its status`() async throws {
    let upstream = try upstream("HTTP/1.1 401 No\r\nConnection: close\r\n\r\n", "no ")
    try await withClient { client in
      #expect((await client.ask(provider(upstream))).map(\.failure?.class) == [.auth])
    }
  }

  @Test func `heads that drip end by the time to the first byte`() async throws {
    for start in ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 103 Early\r\n"] {
      let upstream = try upstream(start, "x-more: 1\r\n")
      var provider = provider(upstream)
      provider.firstByteTimeoutSeconds = 0.5
      try await withClient { client in
        #expect((await client.ask(provider)).map(\.failure?.class) == [.timeout])
      }
    }
  }

  @Test func `comments after the last word do not hold the answer back`() async throws {
    let finished = Answer.head + Answer.said("All") + Answer.frame(chunk("{}", finish: #""stop""#))
    let upstream = try upstream(finished, Answer.piece(": ping\n\n"))
    try await withClient { client in
      #expect(
        await client.ask(provider(upstream)) == [
          .text("All"), .completed(Completion(finishReason: "stop")),
        ])
    }
  }

  @Test func `a list of models that drips ends by its own time, or when nobody wants it`()
    async throws
  {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n["
    let upstream = try upstream(head, " ")
    try await withClient { client in
      let (results, continuation) = AsyncStream<Result<[Model], Failure>>.makeStream()
      let exchange = client.models(of: provider(upstream)) { continuation.yield($0) }
      exchange.cancel()
      var all = results.makeAsyncIterator()
      #expect(await all.next() == .failure(ModelClient.cancelled))
      guard case .failure(let failure) = await client.list(provider(upstream)) else { return }
      #expect(failure.class == .timeout)
    }
  }
}
