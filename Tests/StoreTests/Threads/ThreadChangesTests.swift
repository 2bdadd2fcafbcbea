import JSON
import Testing
import Wire

@testable import Store

struct ThreadChangesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  @Test func `the same id with the same body is the same thread, as it is now`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    let first = try await temporary.thread("Wool", id: id)
    try await temporary.message("hello", to: id)
    let again = try await temporary.thread("Wool", id: id)
    #expect(first.messageCount == 0)
    #expect(again.messageCount == 1)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
  }

  @Test func `the same id with another body is a conflict`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    try await temporary.thread("Wool", id: id)
    #expect(await kind { try await temporary.thread("Silk", id: id) } == .conflict)
  }

  @Test func `an id made by a fork is not one made by create`() async throws {
    let source = try await temporary.thread()
    let id = temporary.ids.next(Noun.Thread.self)
    _ = try await mine.write { try $0.forkThread(.init(threadId: source.id, id: id), made: id) }
    #expect(await kind { try await temporary.thread(id: id) } == .conflict)
  }

  @Test func `the id of a deleted thread answers invalidState`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    try await temporary.thread("Wool", id: id)
    try await mine.write { try $0.deleteThread(id, permanent: false) }
    #expect(await kind { try await temporary.thread("Wool", id: id) } == .invalidState)
  }

  @Test func `the id of a thread deleted for good is free again`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    try await temporary.thread("Wool", id: id)
    try await mine.write { try $0.deleteThread(id, permanent: true) }
    #expect(try await temporary.thread("Silk", id: id).title?.text == "Silk")
  }

  @Test func `an update changes what was given, clears what was null, keeps the rest`() async throws
  {
    let thread = try await mine.write { [ids = temporary.ids] in
      try $0.createThread(
        ThreadCreate.Params(
          title: Title(trusted: "Wool"), model: ModelName(trusted: "a/b"),
          systemPrompt: SystemPrompt(trusted: "Be brief.")), made: ids.next())
    }
    let updated = try await mine.write {
      try $0.updateThread(
        ThreadUpdate.Params(
          threadId: thread.id, title: .clear, model: .set(ModelName(trusted: "c"))))
    }
    #expect(updated.title == nil)
    #expect(updated.model?.text == "c")
    #expect(updated.systemPrompt?.text == "Be brief.")
    #expect(updated.updatedAt != thread.updatedAt)
  }

  @Test func `an update that asks for nothing changes nothing`() async throws {
    let thread = try await temporary.thread("Wool")
    let same = try await mine.write { try $0.updateThread(.init(threadId: thread.id)) }
    #expect(same == thread)
    #expect(try temporary.number("SELECT change_seq FROM user") == 1)
  }

  @Test func `deleting twice and restoring what is there change nothing`() async throws {
    let thread = try await temporary.thread("Wool")
    let live = try await mine.write { try $0.restoreThread(thread.id) }
    #expect(live == thread)
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    let deleted = try mine.read { try $0.thread(thread.id) }
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try mine.read { try $0.thread(thread.id) } == deleted)
  }

  @Test func `a restored thread is in the list again, with its messages`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.message("hello", to: thread.id)
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    let restored = try await mine.write { try $0.restoreThread(thread.id) }
    #expect(restored.deletedAt == nil)
    #expect(restored.messageCount == 1)
    let page = try mine.read {
      try $0.threads(.init())
    }
    #expect(page.data == [restored])
  }

  @Test func `a deletion for good takes messages, turns and chunks along`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    try await temporary.message("hello", to: thread.id)
    try await mine.write { try $0.keepTurnText(turn.id, text: "A length", reasoning: "") }
    let fork = try await mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: thread.id), made: ids.next())
    }
    // With words of its own it is no version any more, and outlives what it was copied from.
    try await temporary.message("onwards", to: fork.id)
    try await mine.write { try $0.deleteThread(thread.id, permanent: true) }
    #expect(try temporary.number("SELECT count(*) FROM message") == 2)
    #expect(try temporary.number("SELECT count(*) FROM turn") == 0)
    #expect(try temporary.number("SELECT count(*) FROM turn_chunk") == 0)
    #expect(try mine.read { try $0.thread(fork.id) }.parentThreadId == nil)
  }
}
