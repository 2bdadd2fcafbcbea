import JSON
import Testing
import Wire

@testable import Service

@Suite struct SearchTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("A length of yarn.") }
    client = try home.connect()
  }

  private func found(_ query: String, by client: TestClient? = nil) async throws -> [SearchHit] {
    try await (client ?? self.client).call(
      ThreadSearch.self, .init(query: SearchText(trusted: query))
    ).data
  }

  @Test func `what a turn said is found when it has ended, by everybody who may see it`()
    async throws
  {
    let run = try await client.call(
      TurnRun.self, TurnRequest(input: Content(trusted: "What is a skein?")))
    let hits = try await found("length")
    #expect(hits.map(\.message?.id) == [run.messages.last?.id])
    #expect(hits.map(\.snippet) == ["A \u{2}length\u{3} of yarn."])
    #expect(hits.first?.thread.id == run.thread?.id)
    // The title, derived from the question, and the question.
    #expect(try await found("skein").map(\.message?.id) == [nil, run.messages.first?.id])
    let other = try home.connect()
    #expect(try await found("length", by: other).count == 1)
    let stranger = try home.connectStranger()
    #expect(try await found("length", by: stranger).isEmpty)
  }

  @Test func `a search sees what its connection wrote before it`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    for number in 1...50 {
      let message = MessageAppend.Params(
        threadId: thread.id, role: .user, content: Content(trusted: "word\(number)"))
      async let written = client.call(MessageAppend.self, message)
      async let seen = found("word\(number)")
      _ = try await written
      _ = try await seen
      #expect(try await found("word\(number)").count >= 1)
    }
  }

  @Test func `text with U+0000 is refused`() async throws {
    let fault = try await client.fault("thread/search", #"{"query":"a\u0000b"}"#)
    #expect(fault.kind == .invalidParams)
    #expect(fault.data.path == "query")
  }
}
