import GRDB
import JSON
import Testing
import Wire

@testable import Store

struct ContextChangesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func update(_ params: ContextUpdate.Params) async throws -> Noun.Context {
    try await mine.write { try $0.updateContext(params) }
  }

  private func feed(after seq: Int) throws -> [String] {
    try temporary.store.pool.read { db in
      try String.fetchAll(
        db, sql: "SELECT entity || ' ' || change FROM event WHERE seq > ? ORDER BY seq",
        arguments: [seq])
    }
  }

  private func seq() throws -> Int {
    try temporary.number("SELECT change_seq FROM user") ?? 0
  }

  @Test func `the same id with the same body, defaults spelled out, is the same context`()
    async throws
  {
    let id = temporary.ids.next(Noun.Context.self)
    let first = try await temporary.context(id: id)
    try await temporary.action(in: id)
    let again = try await temporary.context(
      id: id, status: .setup, flow: NewFlow(Flow()), config: NewContextConfig(ContextConfig()))
    #expect(again.threadId == first.threadId)
    #expect(again.updatedAt != first.updatedAt)
    #expect(await kind { try await temporary.context("Wool", id: id) } == .conflict)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
  }

  @Test func `the id of a deleted context answers invalidState, of one gone for good nothing`()
    async throws
  {
    let id = temporary.ids.next(Noun.Context.self)
    try await temporary.context(id: id)
    try await temporary.delete(id)
    #expect(await kind { try await temporary.context(id: id) } == .invalidState)
    try await temporary.delete(id, permanent: true)
    #expect(try await temporary.context("Silk", id: id).id == id)
  }

  @Test func `an update replaces objects whole, and null brings the standard back`() async throws {
    let made = try await temporary.context(
      flow: NewFlow(resistance: FlowWord(trusted: "some")),
      config: NewContextConfig(template: Label(trusted: "swift")), metadata: .empty)
    let flow = NewFlow(direction: FlowWord(trusted: "up"))
    let first = try await update(.init(contextId: made.id, flow: .set(flow)))
    #expect(first.flow == Flow(direction: FlowWord(trusted: "up")))
    #expect(first.config == made.config)
    #expect(first.metadata == .empty)
    let second = try await update(
      .init(contextId: made.id, flow: .clear, config: .clear, metadata: .clear))
    #expect(second.flow == Flow())
    #expect(second.config == ContextConfig())
    #expect(second.metadata == nil)
  }

  @Test func `a thread follows its context, with one event for both`() async throws {
    let context = try await temporary.context()
    let before = try seq()
    try await temporary.delete(context.id)
    try await temporary.delete(context.id)
    let thread = try mine.read { try $0.thread(context.threadId) }
    #expect(thread.deletedAt == (try mine.read { try $0.context(context.id) }).deletedAt)
    #expect(thread.deletedAt != nil)
    #expect(await kind { try await temporary.message("x", to: thread.id) } == .notFound)
    let restored = try await mine.write { try $0.restoreContext(context.id) }
    #expect(try await mine.write { try $0.restoreContext(context.id) } == restored)
    #expect(try mine.read { try $0.liveThread(context.threadId) }.deletedAt == nil)
    try await temporary.delete(context.id, permanent: true)
    #expect(try feed(after: before) == ["context deleted", "context restored", "context deleted"])
    #expect(try temporary.number("SELECT count(*) FROM thread") == 0)
  }

  @Test func `a context's thread is not deleted or restored alone`() async throws {
    let context = try await temporary.context()
    for permanent in [false, true] {
      let refusal = await fault {
        try await mine.write { try $0.deleteThread(context.threadId, permanent: permanent) }
      }
      #expect(refusal?.kind == .invalidState)
      #expect(refusal?.message.contains("\(context.id)") == true)
    }
    try await temporary.delete(context.id)
    let refusal = await fault {
      _ = try await mine.write { try $0.restoreThread(context.threadId) }
    }
    #expect(refusal?.kind == .invalidState)
    #expect(refusal?.message.contains("\(context.id)") == true)
  }

  @Test func `what belongs to a deleted context is shown and not changed`() async throws {
    let context = try await temporary.context()
    let action = try await temporary.action(in: context.id)
    let preview = try await temporary.preview(in: context.id)
    try await temporary.delete(context.id)
    #expect(try mine.read { try $0.action(action.id) } == action)
    #expect(try mine.read { try $0.preview(preview.id) } == preview)
    #expect(await kind { try await temporary.move(action.id, to: .running) } == .notFound)
    #expect(await kind { try await temporary.action(in: context.id) } == .notFound)
    #expect(await kind { try await temporary.preview(in: context.id) } == .notFound)
    #expect(
      await kind { try await mine.write { try $0.deletePreview(preview.id) } } == .notFound)
    #expect(
      await kind { _ = try await update(.init(contextId: context.id, status: .set(.active))) }
        == .notFound)
    #expect(
      await kind {
        _ = try mine.read {
          try $0.actions(of: context.id, status: nil, type: nil, limit: .standard, cursor: nil)
        }
      } == .notFound)
  }

  @Test func `each change is one event, and one of the context it touches`() async throws {
    let context = try await temporary.context()
    #expect(try feed(after: 0) == ["thread created", "context created"])
    let before = try seq()
    let action = try await temporary.action(in: context.id)
    try await temporary.move(action.id, to: .running)
    let preview = try await temporary.preview(in: context.id)
    try await mine.write { try $0.deletePreview(preview.id) }
    try await temporary.message("x", to: context.threadId)
    #expect(
      try feed(after: before) == [
        "action created", "context updated", "action updated", "context updated",
        "preview created", "context updated", "preview deleted", "context updated",
        "message created", "thread updated", "context updated",
      ])
  }
}
