import GRDB
import JSON
import Testing
import Wire

@testable import Service
@testable import Store

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

  /// Messages that are not in the index, for many steps.
  private func fill(_ count: Int = 2000) throws {
    try home.daemon.store.pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO thread (id, user, uuid, touched, made, created_at, updated_at)
          VALUES (1, 1, randomblob(16), 1, randomblob(16), 1, 1);
          UPDATE user SET change_seq = 1 WHERE id = 1;
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(count))
          INSERT INTO message (user, thread, uuid, sequence, role, content, created_at)
          SELECT 1, 1, randomblob(16), n, 'user', 'wool ' || n, n FROM number;
          """)
    }
  }

  @Test func `who asks is told how far the index is, who does not is not`() async throws {
    try fill()
    let other = try home.connect()
    async let silent = other.call(ThreadSearch.self, .init(query: SearchText(trusted: "wool")))
    let page = try await client.call(
      ThreadSearch.self, .init(query: SearchText(trusted: "wool"), progress: true))
    #expect(page.data.count == 50)
    let told = try client.notifications(SearchProgressed.self)
    #expect(told.first?.total == 2000)
    #expect(told.allSatisfy { $0.indexed < $0.total })
    _ = try await silent
    #expect(try other.notifications(SearchProgressed.self).isEmpty)
    // The index is there: nothing to wait for.
    let third = try home.connect()
    _ = try await third.call(
      ThreadSearch.self, .init(query: SearchText(trusted: "wool"), progress: true))
    #expect(try third.notifications(SearchProgressed.self).isEmpty)
  }

  @Test func `a search that waits can be cancelled, and others of its connection go on`()
    async throws
  {
    try fill(200_000)
    let search = try client.send(
      ThreadSearch.self, .init(query: SearchText(trusted: "wool"), progress: true))
    _ = try await client.notification(SearchProgressed.self)
    let others = try (0..<3).map { _ in
      try client.send(ThreadSearch.self, .init(query: SearchText(trusted: "wool")))
    }
    let export = try client.send(ThreadList.self, .init())
    #expect(try await client.result(of: ThreadList.self, export).data.count == 1)
    client.cancelRequest(search)
    #expect(try await client.fault(search).kind == .cancelled)
    for other in others { client.cancelRequest(other) }
    for other in others { #expect(try await client.fault(other).kind == .cancelled) }
    let indexed = try await home.daemon.store.pool.read { db in
      try Int.fetchOne(db, sql: "SELECT at FROM search_mark") ?? 0
    }
    #expect(indexed < 200_000)
  }

  @Test func `health says how far the index is`() async throws {
    try fill(20_000)
    let check = try await client.call(ServerHealth.self, NoParams()).checks
      .first { $0.name == "search" }
    #expect(check?.status == .ok)
    #expect(check?.detail.contains("of 20000 messages") == true, "\(String(describing: check))")
  }

  @Test func `text with U+0000 is refused`() async throws {
    let fault = try await client.fault("thread/search", #"{"query":"a\u0000b"}"#)
    #expect(fault.kind == .invalidParams)
    #expect(fault.data.path == "query")
  }
}
