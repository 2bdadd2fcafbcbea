import GRDB
import Testing
import Wire

@testable import Store

struct EventsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func feed() throws -> [String] {
    try temporary.store.pool.read { db in
      try String.fetchAll(
        db, sql: "SELECT seq || ' ' || entity || ' ' || change FROM event ORDER BY seq")
    }
  }

  @Test func `each change is one row of the feed, numbered without a gap`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.message("hello", to: thread.id)
    let (turn, _) = try await temporary.opened(temporary.newTurn(on: thread.id))
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: "Yarn."))
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    _ = try await temporary.mine.write { try $0.restoreThread(thread.id) }
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    #expect(
      try feed() == [
        "1 thread created", "2 message created", "3 thread updated", "4 turn created",
        "5 message created", "6 message created", "7 turn updated", "8 thread updated",
        "9 thread deleted", "10 thread restored", "11 thread deleted",
      ])
  }

  @Test func `a refused change leaves no number behind`() async throws {
    let thread = try await temporary.thread("Wool")
    let id = temporary.ids.next(Noun.Thread.self)
    try await temporary.thread("one", id: id)
    _ = await kind { try await temporary.thread("two", id: id) }
    try await temporary.message("hello", to: thread.id)
    #expect(try feed().map { $0.prefix(1) } == ["1", "2", "3", "4"])
  }

  @Test func `users count on their own`() async throws {
    let stranger = try temporary.stranger()
    try await temporary.thread()
    try await temporary.thread(in: stranger)
    #expect(try feed() == ["1 thread created", "1 thread created"])
  }
}
