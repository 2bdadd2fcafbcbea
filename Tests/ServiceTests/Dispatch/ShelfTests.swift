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

  @Test func `every kind of change is seen by the next list of contexts, and by the active one`()
    async throws
  {
    #expect(try await contexts() == [])
    let one = try await client.call(ContextCreate.self, .init(status: .active)).context
    #expect(try await contexts() == [one])
    #expect(try await active() == one)
    let other = try await client.call(ContextCreate.self, .init(status: .active)).context
    #expect(try await contexts() == [other, one])
    #expect(try await active() == other)
    // Each of these touches the first one.
    _ = try await client.call(
      MessageAppend.self,
      .init(threadId: one.threadId, role: .user, content: Content(trusted: "Hi")))
    #expect(try await contexts().map(\.id) == [one.id, other.id])
    try await touch(other)
    _ = try await client.call(
      TurnRun.self, TurnRequest(threadId: one.threadId, input: Content(trusted: "Hi")))
    #expect(try await active()?.id == one.id)
    try await touch(other)
    let action = try await client.call(
      ActionCreate.self,
      .init(contextId: one.id, type: .deploy, payload: FreeObject(trusted: RawJSON(trusting: "{}")))
    ).action
    #expect(try await active()?.id == one.id)
    try await touch(other)
    _ = try await client.call(ActionUpdate.self, .init(actionId: action.id, status: .running))
    #expect(try await active()?.id == one.id)
    try await touch(other)
    let preview = try await client.call(PreviewCreate.self, .init(contextId: one.id)).preview
    #expect(try await active()?.id == one.id)
    try await touch(other)
    _ = try await client.call(PreviewDelete.self, .init(previewId: preview.id))
    #expect(try await active()?.id == one.id)
    // And these change what is shown of it.
    _ = try await client.call(
      ContextUpdate.self, .init(contextId: one.id, status: .set(.completed)))
    #expect(try await active()?.id == other.id)
    #expect(try await contexts().first?.status == .completed)
    _ = try await client.call(ContextDelete.self, .init(contextId: one.id))
    #expect(try await contexts().map(\.id) == [other.id])
    _ = try await client.call(ContextRestore.self, .init(contextId: one.id))
    #expect(try await contexts().map(\.id) == [one.id, other.id])
    _ = try await client.call(ContextDelete.self, .init(contextId: other.id, permanent: true))
    #expect(try await contexts().map(\.id) == [one.id])
    #expect(try await active() == nil)
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

  private func contexts() async throws -> [Noun.Context] {
    try await client.call(ContextList.self, .init()).data
  }

  private func active() async throws -> Noun.Context? {
    try await client.call(ContextActive.self, NoParams()).context
  }

  /// Makes it the last one touched, and reads that.
  private func touch(_ context: Noun.Context) async throws {
    _ = try await client.call(
      ContextUpdate.self, .init(contextId: context.id, status: .set(.active)))
    #expect(try await active()?.id == context.id)
  }

  private func list() async throws -> Page<Noun.Thread> {
    try await client.call(ThreadList.self, .init())
  }

  private func titles() async throws -> [String?] {
    try await list().data.map { $0.title?.text }
  }
}
