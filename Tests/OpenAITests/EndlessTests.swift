import Testing
import Upstream

@testable import OpenAI

/// Providers that never stop: each answer is bounded, and its connection closed.
@Suite(.timeLimit(.minutes(2)))
struct EndlessTests {
  /// Sends `head`, then `piece` for ever, and tells when the client has gone.
  private func upstream(_ head: String, _ piece: String) throws -> Upstream {
    let block = Array(String(repeating: piece, count: max(1, 65_536 / piece.utf8.count)).utf8)
    return try Upstream { connection, _ in
      do {
        try connection.send(head)
        while true { try connection.send(block) }
      } catch {
        connection.note("gone")
        throw error
      }
    }
  }

  private func head(_ type: String, status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nConnection: close\r\n\r\n"
  }

  private func ask(_ upstream: Upstream, api: API, limit: Int = 1000) async throws -> [ModelEvent] {
    var events: [ModelEvent] = []
    try await withClient { client in
      events = await client.ask(
        upstream.provider(attempts: 1, api: api), outputLimitBytes: limit)
      var notes = upstream.notes.makeAsyncIterator()
      #expect(await notes.next() == "gone")
    }
    return events
  }

  @Test(arguments: API.allCases)
  func `words without end are cut at the limit and kept, thoughts alone are no answer`(
    api: API
  ) async throws {
    for (piece, isAnswer) in [
      (api.said("0123456789"), true), (api.thought("0123456789"), false),
    ] {
      let events = try await ask(
        try upstream(head("text/event-stream"), piece), api: api, limit: 25)
      let said = isAnswer ? text(of: events) : reasoning(of: events)
      #expect(said == "0123456789012345678901234")
      #expect(events.last?.completion?.finishReason == (isAnswer ? "outputLimit" : nil))
      #expect(events.last?.failure?.code == (isAnswer ? nil : "noAnswer"))
    }
  }

  @Test(arguments: API.allCases)
  func `events without end that say nothing are a failure`(api: API) throws {
    // Over the wire it is 64 MiB: the gzipped bomb of ModelClientTests.
    let limit = 200_000
    for piece in [": ping\n\n", api.event(#"{"type":"new","choices":[]}"#), api.said("")] {
      var reply = Reply(head: streamHead, request: "POST /", api: api, silenceLimitBytes: limit)
      let block = Array(String(repeating: piece, count: 100).utf8)
      var count = 0
      var events: [ModelEvent] = []
      while block.withUnsafeBytes({ bytes in reply.receive(bytes) { events.append($0) } }) {
        count += block.count
        try #require(count <= limit)
      }
      #expect(events == [])
      guard case .failed(let failure) = reply.end else {
        Issue.record("it goes on")
        return
      }
      #expect(failure.class == .protocol)
    }
  }

  @Test(arguments: API.allCases)
  func `one event without end is a failure`(api: API) async throws {
    for start in ["data: ", "data: a\n", ": "] {
      let events = try await ask(
        try upstream(head("text/event-stream") + start, "data: 0123456789"), api: api)
      #expect(events.map(\.failure?.class) == [.protocol], "\(start)")
    }
  }

  @Test(arguments: API.allCases)
  func `a whole body without end is a failure`(api: API) async throws {
    let events = try await ask(try upstream(head("application/json") + "[", "1,"), api: api)
    #expect(events.map(\.failure?.class) == [.protocol])
    let page = try await ask(try upstream(head("text/html"), "<p>"), api: api)
    #expect(page.map(\.failure?.class) == [.protocol])
  }

  @Test(arguments: API.allCases)
  func `an error without end is told by its beginning`(api: API) async throws {
    let events = try await ask(
      try upstream(head("text/html", status: "500 Oops") + "<h1>Sorry</h1>", "<p>"), api: api)
    #expect(events.map(\.failure?.class) == [.server])
    #expect(events.first?.failure?.message.contains("<h1>Sorry</h1>") == true)
  }
}
