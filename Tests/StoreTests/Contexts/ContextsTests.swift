import JSON
import Testing
import Wire

@testable import Store

struct ContextsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func list(
    status: ContextStatus? = nil, limit: Int = 50, after cursor: Cursor? = nil,
    includeDeleted: Bool = false
  ) throws -> Page<Noun.Context> {
    try mine.read {
      try $0.contexts(
        status: status, limit: PageLimit(limit) ?? .standard, cursor: cursor,
        includeDeleted: includeDeleted)
    }
  }

  private func active() throws -> ContextID? {
    try mine.read { try $0.activeContext() }?.id
  }

  @Test func `a context reads back as it was made, free objects token by token`() async throws {
    let config = NewContextConfig(
      template: Label(trusted: "swift"),
      tooling: Labels(trusted: [Label(trusted: "a"), Label(trusted: "b")]),
      customizations: try .parsed(#"{"depth":1e3,"text":"\u00e9"}"#))
    let made = try await temporary.context(
      "Wool", status: .active, flow: NewFlow(friction: FlowWord(trusted: "rough")),
      config: config, metadata: try .parsed(#"{"n":0.10}"#))
    #expect(try mine.read { try $0.context(made.id) } == made)
    #expect(made.flow == Flow(friction: FlowWord(trusted: "rough")))
    #expect(made.config.customizations.text == #"{"depth":1e3,"text":"\u00e9"}"#)
    #expect(made.metadata?.text == #"{"n":0.10}"#)
  }

  @Test func `a thread says which context owns it, and a fork that none does`() async throws {
    let context = try await temporary.context("Wool")
    let thread = try mine.read { try $0.thread(context.threadId) }
    #expect(thread.contextId == context.id)
    #expect(thread.title?.text == "Wool")
    let fork = try await mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: thread.id), made: ids.next())
    }
    #expect(fork.contextId == nil)
  }

  @Test func `every write to a context and to what belongs to it touches it`() async throws {
    let first = try await temporary.context(status: .active)
    let second = try await temporary.context(status: .active)
    var writes: [() async throws -> Void] = []
    func add(_ write: @escaping () async throws -> Void) { writes.append(write) }
    let action = try await temporary.action(in: first.id)
    let preview = try await temporary.preview(in: first.id)
    add { try await temporary.message("hello", to: first.threadId) }
    add {
      let (turn, _) = try await temporary.opened(temporary.newTurn(on: first.threadId))
      _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    }
    add { try await temporary.move(action.id, to: .running) }
    add { try await temporary.action(in: first.id) }
    add { try await temporary.preview(in: first.id) }
    add {
      _ = try await mine.write {
        try $0.updatePreview(.init(previewId: preview.id, status: .set(.live)))
      }
    }
    add { try await mine.write { try $0.deletePreview(preview.id) } }
    add {
      _ = try await mine.write {
        try $0.updateThread(
          .init(threadId: first.threadId, title: .set(Title(trusted: "Silk"))))
      }
    }
    add {
      _ = try await mine.write {
        try $0.updateContext(.init(contextId: first.id, metadata: .set(.empty)))
      }
    }
    for (number, write) in writes.enumerated() {
      _ = try await mine.write {
        try $0.updateContext(.init(contextId: second.id, metadata: .set(.empty)))
      }
      #expect(try active() == second.id)
      let before = try mine.read { try $0.context(first.id) }
      try await write()
      #expect(try active() == first.id, "write \(number)")
      #expect(try list().data.map(\.id) == [first.id, second.id])
      #expect(try mine.read { try $0.context(first.id) }.updatedAt != before.updatedAt)
    }
  }

  @Test func `reading, refused writes and a repeated create touch nothing`() async throws {
    let id = temporary.ids.next(Noun.Context.self)
    try await temporary.context("Wool", id: id)
    let action = try await temporary.action(in: id)
    let before = try temporary.number("SELECT change_seq FROM user")
    #expect(await kind { try await temporary.move(action.id, to: .completed) } == .invalidState)
    try await temporary.context("Wool", id: id)
    _ = try await mine.write { try $0.updateContext(.init(contextId: id)) }
    #expect(try temporary.number("SELECT change_seq FROM user") == before)
  }

  @Test func `only an active one that is not deleted is the active one`() async throws {
    #expect(try active() == nil)
    let context = try await temporary.context(status: .active)
    try await temporary.context()
    try await temporary.context(status: .completed)
    #expect(try active() == context.id)
    try await temporary.delete(context.id)
    #expect(try active() == nil)
    _ = try await mine.write { try $0.restoreContext(context.id) }
    #expect(try active() == context.id)
    for status in [ContextStatus.completed, .active, .setup] {
      _ = try await mine.write {
        try $0.updateContext(.init(contextId: context.id, status: .set(status)))
      }
      #expect(try active() == (status == .active ? context.id : nil))
    }
  }

  @Test func `contexts not touched while paging appear exactly once`() async throws {
    var made: [ContextID] = []
    for number in 0..<25 {
      made.append(try await temporary.context(status: number % 5 == 0 ? .setup : .active).id)
    }
    for status in [ContextStatus?.none, .active] {
      var seen: [ContextID] = []
      var cursor: Cursor?
      repeat {
        let page = try list(status: status, limit: 4, after: cursor)
        seen += page.data.map(\.id)
        cursor = page.nextCursor
        try await temporary.context(status: .active)
        try await temporary.message("again", to: page.data[0].threadId)
      } while cursor != nil
      let wanted = made.enumerated().filter { status == nil || $0.offset % 5 != 0 }.map(\.element)
      #expect(Set(seen).isSuperset(of: wanted))
      #expect(Set(seen).count == seen.count)
    }
  }

  @Test func `a cursor is its own list's`() async throws {
    for _ in 1...3 { try await temporary.context(status: .active) }
    let cursor = try list(limit: 1).nextCursor
    #expect(await kind { _ = try list(status: .active, after: cursor) } == .invalidParams)
    #expect(await kind { _ = try list(after: cursor, includeDeleted: true) } == .invalidParams)
  }
}
