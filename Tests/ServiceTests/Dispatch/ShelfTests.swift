import JSON
import Store
import Testing
import Wire

@testable import Service

/// Answers that are written once for each state of their owner's things.
@Suite struct ShelfTests {
  let home: TemporaryDaemon
  let client: TestClient

  init() throws {
    home = try TemporaryDaemon { exchange in exchange.answer("An answer.") }
    client = try home.connect()
  }

  @Test func `every kind of change is seen by the next list`() async throws {
    #expect(try await titles() == [])
    let thread = try await client.call(ThreadCreate.self, .init(title: Title("One"))).thread
    #expect(try await titles() == ["One"])
    #expect(try await titles() == ["One"])
    _ = try await client.call(
      ThreadUpdate.self, .init(threadId: thread.id, title: .set(Title(trusted: "Two"))))
    #expect(try await titles() == ["Two"])
    _ = try await client.call(
      MessageAppend.self,
      .init(threadId: thread.id, role: .user, content: Content(trusted: "Hi")))
    #expect(try await list().data.map(\.messageCount) == [1])
    _ = try await client.call(
      TurnRun.self, TurnRequest(threadId: thread.id, input: Content(trusted: "Hi")))
    #expect(try await list().data.map(\.messageCount) == [3])
    let fork = try await client.call(ThreadFork.self, .init(threadId: thread.id)).thread
    #expect(try await list().data.map(\.id) == [fork.id, thread.id])
    #expect(try await list().data.first?.parentThreadId == thread.id)
    _ = try await client.call(ThreadDelete.self, .init(threadId: thread.id, permanent: true))
    #expect(try await list().data.map(\.id) == [fork.id])
    #expect(try await list().data.first?.parentThreadId == nil)
  }

  @Test func `a turn that derives a title shows it`() async throws {
    let thread = try await client.call(ThreadCreate.self, .init()).thread
    #expect(try await list().data.map(\.title) == [nil])
    _ = try await client.call(
      TurnRun.self, TurnRequest(threadId: thread.id, input: Content(trusted: "What is wool?")))
    #expect(try await titles() == ["What is wool?"])
  }

  @Test func `answers are kept by owner, and by what was asked to the byte`() async throws {
    _ = try await client.call(ThreadCreate.self, .init(title: Title("Mine")))
    #expect(try await titles() == ["Mine"])
    let stranger = try home.connectStranger()
    #expect(try await stranger.call(ThreadList.self, .init()).data.isEmpty)
    _ = try await client.call(ThreadCreate.self, .init(title: Title("Newer")))
    #expect(
      try await client.call(ThreadList.self, .init(limit: PageLimit(1))).data.map(\.title?.text)
        == ["Newer"])
    #expect(try await titles() == ["Newer", "Mine"])
  }

  @Test func `it holds a bounded number of answers, none of them large`() throws {
    let owner = try home.daemon.store.owner(peer: .own())
    let shelf = Shelf()
    func request(_ number: Int) -> Shelf.Request {
      Shelf.Request(owner: owner, method: "m", params: Array("\(number)".utf8))
    }
    for number in 0..<Shelf.entryLimit { shelf.keep([1], for: request(number), after: 7) }
    #expect(shelf.answer(to: request(0), after: 7) == [1])
    #expect(shelf.answer(to: request(0), after: 8) == nil)
    shelf.keep([2], for: request(Shelf.entryLimit), after: 7)
    #expect(shelf.answer(to: request(0), after: 7) == nil)
    #expect(shelf.answer(to: request(Shelf.entryLimit), after: 7) == [2])
    let large = [UInt8](repeating: 0, count: Shelf.entryBytes + 1)
    shelf.keep(large, for: request(1), after: 7)
    #expect(shelf.answer(to: request(1), after: 7) == nil)
  }

  private func list() async throws -> Page<Noun.Thread> {
    try await client.call(ThreadList.self, .init())
  }

  private func titles() async throws -> [String?] {
    try await list().data.map { $0.title?.text }
  }
}
