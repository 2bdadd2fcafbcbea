import JSON
import Testing
import Wire

@testable import Store

/// Copies that are kept as versions of their thread.
struct VersionsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func thread(_ title: String = "Wool") async throws -> Noun.Thread {
    let thread = try await temporary.thread(title)
    try await temporary.message("one", to: thread.id)
    try await temporary.message("two", to: thread.id, role: .assistant)
    return try temporary.mine.read { try $0.thread(thread.id) }
  }

  /// As undo makes one: with a message more than the thread has then.
  private func version(of thread: ThreadID) async throws -> Noun.Thread {
    try await temporary.message("taken back", to: thread)
    return try await reverted(thread, by: 1)
  }

  private func reverted(_ thread: ThreadID, by messages: Int) async throws -> Noun.Thread {
    let end = try now(thread).messageCount - messages
    let result = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.revertThread(.init(threadId: thread, throughSequence: Sequence(end)), fork: ids.next())
    }
    return try #require(result.fork)
  }

  private func listed(_ params: ThreadList.Params = .init()) throws -> [ThreadID] {
    try temporary.mine.read { try $0.threads(params).data.map(\.id) }
  }

  private func now(_ thread: ThreadID) throws -> Noun.Thread {
    try temporary.mine.read { try $0.thread(thread) }
  }

  @Test func `what revert keeps is no thread beside the others`() async throws {
    let thread = try await thread()
    let (early, late) = (try await version(of: thread.id), try await reverted(thread.id, by: 2))
    #expect([early.copyOf, late.copyOf] == [thread.id, thread.id])
    #expect(try listed() == [thread.id])
    #expect(try listed(.init(includeDeleted: true)) == [thread.id])
    #expect(Set(try listed(.init(includeCopies: true))) == [thread.id, early.id, late.id])
    #expect(try listed(.init(copiesOf: thread.id)) == [late.id, early.id])
    // Of a version: those of its thread.
    #expect(try listed(.init(copiesOf: early.id)) == [late.id, early.id])
  }

  @Test func `a version of a version is the thread's`() async throws {
    let thread = try await thread()
    let first = try await version(of: thread.id)
    let second = try await reverted(first.id, by: 1)
    #expect(second.copyOf == thread.id)
    #expect(second.parentThreadId == first.id)
  }

  @Test func `the versions of a thread come in pages, and of another's not at all`() async throws {
    let thread = try await thread()
    for _ in 0..<3 { _ = try await version(of: thread.id) }
    var params = ThreadList.Params(limit: PageLimit(trusted: 2), copiesOf: thread.id)
    let first = try temporary.mine.read { [params] in try $0.threads(params) }
    params.cursor = first.nextCursor
    let second = try temporary.mine.read { [params] in try $0.threads(params) }
    #expect(first.data.count == 2 && second.data.count == 1 && second.nextCursor == nil)
    params.copiesOf = first.data[0].id
    #expect(
      await kind { _ = try await temporary.mine.scan { [params] in try $0.threads(params) } }
        == .invalidParams)
    let other = try temporary.stranger()
    #expect(
      await kind { _ = try await other.scan { try $0.threads(.init(copiesOf: thread.id)) } }
        == .notFound)
  }

  @Test func `a question makes it a thread of its own, with a title of its own`() async throws {
    let thread = try await thread()
    let fork = try await version(of: thread.id)
    let (turn, asked) = try await temporary.opened(temporary.newTurn(on: fork.id))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    #expect(asked.copyOf == nil)
    #expect(asked.title?.text == "Wool (2)")
    #expect(asked.number == fork.number)
    #expect(Set(try listed()) == [thread.id, fork.id])
    let another = try await version(of: fork.id)
    #expect(another.copyOf == fork.id)
    try await temporary.message("more", to: another.id)
    #expect(try now(another.id).title?.text == "Wool (3)")
    #expect(try now(another.id).copyOf == nil)
  }

  @Test func `a title of its own makes it one, and where none has its title it keeps it`()
    async throws
  {
    let thread = try await thread()
    let (named, kept) = (try await version(of: thread.id), try await version(of: thread.id))
    let renamed = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: named.id, title: .set(Title(trusted: "Yarn"))))
    }
    #expect(renamed.copyOf == nil && renamed.title?.text == "Yarn")
    _ = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: thread.id, title: .set(Title(trusted: "Flax"))))
    }
    try await temporary.message("more", to: kept.id)
    #expect(try now(kept.id).title?.text == "Wool")
    // A model alone is nothing that somebody would look for.
    let third = try await version(of: thread.id)
    let changed = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: third.id, model: .set(ModelName(trusted: "m"))))
    }
    #expect(changed.copyOf == thread.id)
  }

  @Test(
    arguments: [
      ("Wool", 2, "Wool (2)"), ("Wool (2)", 3, "Wool (3)"), ("Wool (a)", 2, "Wool (a) (2)"),
      ("(2)", 2, "(2) (2)"),
      (String(repeating: "é", count: 60), 10, String(repeating: "é", count: 55) + " (10)"),
    ])
  func `a title is numbered within its length`(title: String, number: Int, numbered: String) {
    #expect(Title(trusted: title).numbered(number).text == numbered)
  }

  @Test func `versions are deleted with their thread, and come back with it`() async throws {
    let thread = try await thread()
    let (early, late) = (try await version(of: thread.id), try await version(of: thread.id))
    try await temporary.mine.write { try $0.deleteThread(early.id, permanent: false) }
    #expect(try now(thread.id).deletedAt == nil)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try now(late.id).deletedAt != nil)
    #expect(try listed(.init(includeCopies: true)).isEmpty)
    let refusal = await kind {
      _ = try await temporary.mine.write { try $0.restoreThread(late.id) }
    }
    #expect(refusal == .invalidState)
    _ = try await temporary.mine.write { try $0.restoreThread(thread.id) }
    #expect(try now(late.id).deletedAt == nil)
    // That one was deleted for itself.
    #expect(try now(early.id).deletedAt != nil)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    #expect(try temporary.number("SELECT count(*) FROM thread") == 0)
    #expect(try temporary.number("SELECT count(*) FROM message") == 0)
    #expect(try temporary.store.ownUpkeep.problems() == [])
  }

  @Test func `a context takes its thread's versions along`() async throws {
    let context = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.createContext(.init(title: Title("Shop")), made: ids.next(), thread: ids.next())
        .context
    }
    let version = try await version(of: context.threadId)
    #expect(version.contextId == nil)
    try await temporary.mine.write { try $0.deleteContext(context.id, permanent: false) }
    #expect(try now(version.id).deletedAt != nil)
    _ = try await temporary.mine.write { try $0.restoreContext(context.id) }
    #expect(try now(version.id).deletedAt == nil)
  }

  @Test func `a search leaves them out unless they are asked for`() async throws {
    let thread = try await thread()
    let version = try await version(of: thread.id)
    func found(_ copies: Bool?) async throws -> [ThreadID] {
      try await temporary.search(
        ThreadSearch.Params(query: SearchText(trusted: "one"), includeCopies: copies)
      ).data.map(\.thread.id)
    }
    #expect(try await found(nil) == [thread.id])
    #expect(Set(try await found(true)) == [thread.id, version.id])
    func titled(_ copies: Bool?) async throws -> Int {
      try await temporary.search(
        ThreadSearch.Params(query: SearchText(trusted: "wool"), includeCopies: copies)
      ).data.count
    }
    #expect(try await titled(nil) == 1)
    #expect(try await titled(true) == 2)
  }

  @Test func `the schema lets nothing new into a version, and makes none of a thread`() async throws
  {
    let thread = try await thread()
    let version = try await version(of: thread.id)
    let row = try #require(
      try temporary.number("SELECT id FROM thread WHERE copy_of IS NOT NULL"))
    try temporary.expectRefused(
      RawRow.turn(90, thread: row), because: "makes it a thread of its own")
    try temporary.expectRefused(
      "UPDATE thread SET copy_of = \(row) WHERE copy_of IS NULL", because: "no thread a version")
    try temporary.expectRefused(
      """
      INSERT INTO thread (user, uuid, touched, made, created_at, updated_at, copy_of)
      VALUES (1, randomblob(16), 99, randomblob(16), 1, 1, \(row))
      """, because: "of the same user that is none itself")
    #expect(version.copyOf == thread.id)
  }
}
