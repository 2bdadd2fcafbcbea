import Testing
import Wire

@testable import Store

struct ThreadForkTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func fork(
    _ thread: ThreadID, through sequence: Int? = nil, id: ThreadID? = nil
  ) async throws -> Noun.Thread {
    let params = ThreadFork.Params(
      threadId: thread, id: id, throughSequence: sequence.map { Sequence($0) })
    return try await temporary.mine.write { [ids = temporary.ids] in
      try $0.forkThread(params, made: ids.next())
    }
  }

  private func messages(_ thread: ThreadID) throws -> [Noun.Message] {
    try temporary.mine.read {
      try $0.messages(
        of: thread, afterSequence: nil, limit: .standard, cursor: nil, order: .ascending
      ).data
    }
  }

  @Test func `a fork has the same words and sequences under new ids`() async throws {
    let (turn, source) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    try await temporary.message(
      "note", to: source.id, role: .system, metadata: .parsed(#"{"a":1}"#))
    let fork = try await fork(source.id)
    let (old, new) = (try messages(source.id), try messages(fork.id))
    #expect(new.map(\.sequence) == old.map(\.sequence))
    #expect(new.map(\.content) == old.map(\.content))
    #expect(new.map(\.metadata) == old.map(\.metadata))
    #expect(new.map(\.createdAt) == old.map(\.createdAt))
    #expect(new.allSatisfy { $0.turnId == nil && $0.threadId == fork.id })
    #expect(Set(new.map(\.id)).isDisjoint(with: old.map(\.id)))
    #expect(fork.parentThreadId == source.id)
    #expect(fork.messageCount == 3)
    #expect(fork.title == source.title?.numbered(2))
    #expect(fork.lastMessageAt == old.last?.createdAt)
  }

  @Test func `a fork ends where it was told to`() async throws {
    let source = try await temporary.thread()
    for word in ["one", "two", "three"] { try await temporary.message(word, to: source.id) }
    let two = try await fork(source.id, through: 2)
    #expect(try messages(two.id).map(\.content) == ["one", "two"])
    let none = try await fork(source.id, through: 0)
    #expect(none.messageCount == 0)
    #expect(await kind { _ = try await fork(source.id, through: 4) } == .invalidParams)
  }

  @Test func `a repeated fork is the first one`() async throws {
    let source = try await temporary.thread()
    let id = temporary.ids.next(Noun.Thread.self)
    let first = try await fork(source.id, id: id)
    try await temporary.message("later", to: source.id)
    #expect(try await fork(source.id, id: id) == first)
    #expect(await kind { _ = try await fork(source.id, through: 1, id: id) } == .conflict)
  }

  @Test func `a fork is a thread of its own, which no deletion of the other takes along`()
    async throws
  {
    let source = try await temporary.thread("Wool")
    try await temporary.message("one", to: source.id)
    let (copy, again) = (try await fork(source.id), try await fork(source.id))
    #expect(copy.copyOf == nil)
    #expect([copy.title?.text, again.title?.text] == ["Wool (2)", "Wool (3)"])
    #expect(try temporary.listed().map(\.id) == [again.id, copy.id, source.id])
    try await temporary.mine.write { try $0.deleteThread(source.id, permanent: false) }
    #expect(try temporary.listed().map(\.id) == [again.id, copy.id])
    try await temporary.mine.write { try $0.deleteThread(source.id, permanent: true) }
    #expect(try messages(copy.id).map(\.content) == ["one"])
    #expect(try temporary.listed().map(\.parentThreadId) == [nil, nil])
    #expect(try temporary.store.ownUpkeep.problems() == [])
  }

  @Test func `a fork of a version is a thread of its own, too`() async throws {
    let source = try await temporary.thread("Wool")
    try await temporary.message("one", to: source.id)
    let reverted = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.revertThread(
        .init(threadId: source.id, throughSequence: Sequence(0)), fork: ids.next())
    }
    let version = try #require(reverted.fork)
    let copy = try await fork(version.id)
    #expect(copy.copyOf == nil && copy.parentThreadId == version.id)
    #expect(copy.title?.text == "Wool (2)")
    try await temporary.mine.write { try $0.deleteThread(source.id, permanent: true) }
    #expect(try messages(copy.id).map(\.content) == ["one"])
  }

  @Test func `a deleted thread can't be forked`() async throws {
    let source = try await temporary.thread()
    try await temporary.mine.write { try $0.deleteThread(source.id, permanent: false) }
    #expect(await kind { _ = try await fork(source.id) } == .notFound)
  }
}
