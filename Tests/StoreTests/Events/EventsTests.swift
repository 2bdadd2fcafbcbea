import GRDB
import Synchronization
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

  private func events(
    since: Int? = nil, limit: Int = 50, in owned: OwnedStore? = nil
  ) throws -> EventList.Result {
    try (owned ?? temporary.mine).read {
      try $0.events(since: since.map { Sequence($0) }, limit: PageLimit(trusted: limit))
    }
  }

  @Test func `the list begins after the event that one has`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.message("hello", to: thread.id)
    let all = try events()
    #expect(all.seq == Sequence(3))
    #expect(all.data.map(\.seq.number) == [1, 2, 3])
    #expect(all.data[0].id.description == thread.id.description)
    #expect(all.data.map(\.entity) == [.thread, .message, .thread])
    #expect(all.data.map(\.change) == [.created, .created, .updated])
    #expect(try events(since: 0) == all)
    #expect(try events(since: 1, limit: 1).data == [all.data[1]])
    #expect(try events(since: 3).data.isEmpty)
    #expect(await kind { _ = try events(since: 4) } == .invalidParams)
    #expect(try events(in: temporary.stranger()) == EventList.Result(data: [], seq: Sequence(0)))
  }

  /// What the store said, as it said it.
  private final class Told: Sendable {
    private let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }

    func note(_ seq: Sequence) {
      numbers.withLock { $0.append(seq.number) }
    }
  }

  @Test func `whoever changed something is told after the commit, in its order`() async throws {
    let told = Told()
    let other = try TemporaryStore(whenChanged: { _, newest in told.note(newest) })
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<64 {
        group.addTask {
          try await other.mine.write { [ids = other.ids] changes in
            _ = try changes.createThread(.init(), made: ids.next())
            return try changes.rows.eventPlace(since: nil).newest.number
          }
        }
      }
      // Who was answered was told of before.
      for try await place in group { #expect(told.all.contains(place)) }
    }
    #expect(told.all == Array(1...64))
    _ = try await other.mine.write { try $0.rows.user() }
    #expect(told.all.count == 64)
  }

  @Test func `a refused change is not told`() async throws {
    let told = Told()
    let other = try TemporaryStore(whenChanged: { _, newest in told.note(newest) })
    let id = other.ids.next(Noun.Thread.self)
    try await other.thread("one", id: id)
    _ = await kind { try await other.thread("two", id: id) }
    #expect(told.all == [1])
  }
}
