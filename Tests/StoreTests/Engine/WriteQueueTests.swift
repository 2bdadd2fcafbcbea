import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing
import Wire

@testable import Store

struct WriteQueueTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  /// What was answered, in order.
  private final class Answers: Sendable {
    private let list = Mutex<[String]>([])
    private let group = DispatchGroup()

    func submit(
      _ name: String, to owned: OwnedStore,
      _ body: @escaping @Sendable (borrowing Changes) throws -> Void
    ) {
      group.enter()
      owned.write(body) { [self] result in
        list.withLock { $0.append(name + (Self.isSuccess(result) ? " ok" : " failed")) }
        group.leave()
      }
    }

    func all() -> [String] {
      group.wait()
      return list.withLock { $0 }
    }

    private static func isSuccess(_ result: Result<Void, any Error>) -> Bool {
      if case .success = result { true } else { false }
    }
  }

  /// Holds the writer until `body` has queued what shall share a batch.
  private func together(_ body: () -> Void) {
    let gate = DispatchSemaphore(value: 0)
    temporary.store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
    body()
    gate.signal()
  }

  private func insert(_ title: String) -> @Sendable (borrowing Changes) throws -> Void {
    { [ids = temporary.ids] changes in
      _ = try changes.createThread(
        ThreadCreate.Params(title: Title(trusted: title)), made: ids.next())
    }
  }

  /// How far the file may still grow.
  private func allowPages(_ count: Int) throws {
    try temporary.store.pool.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + count)")
    }
  }

  private func titles() throws -> [String] {
    try temporary.store.pool.read { db in
      try String.fetchAll(db, sql: "SELECT title FROM thread ORDER BY id")
    }
  }

  @Test func `a job that fails, fails alone`() throws {
    let answers = Answers()
    let bad = insert("bad")
    together {
      answers.submit("a", to: temporary.mine, insert("a"))
      answers.submit("bad", to: temporary.mine) { changes in
        try bad(changes)
        throw Fault.notFound(.thread)
      }
      answers.submit("constraint", to: temporary.mine) { changes in
        try bad(changes)
        try changes.db.run("UPDATE thread SET title = ''")
      }
      answers.submit("b", to: temporary.mine, insert("b"))
    }
    #expect(answers.all() == ["a ok", "bad failed", "constraint failed", "b ok"])
    #expect(try titles() == ["a", "b"])
  }

  @Test func `a job that ends everyone's transaction hurts nobody else`() throws {
    try temporary.sql(
      """
      CREATE TRIGGER boom BEFORE INSERT ON thread WHEN new.title = 'boom'
      BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END
      """)
    let answers = Answers()
    together {
      for name in ["a", "boom", "b"] { answers.submit(name, to: temporary.mine, insert(name)) }
    }
    #expect(answers.all() == ["a ok", "boom failed", "b ok"])
    #expect(try titles() == ["a", "b"])
    #expect(try temporary.number("SELECT change_seq FROM user") == 2)
  }

  @Test func `answers come in the order of submission, after the commit`() throws {
    let answers = Answers()
    let visible = Mutex<[Bool]>([])
    together {
      for number in 0..<200 {
        answers.submit("\(number)", to: temporary.mine, insert("\(number)"))
        temporary.mine.write({ _ in }) { [mine = temporary.mine] _ in
          let count = try? mine.read {
            try $0.db.first("SELECT count(*) FROM thread") { $0.int() }
          }
          visible.withLock { $0.append(count ?? 0 > number) }
        }
      }
    }
    #expect(answers.all() == (0..<200).map { "\($0) ok" })
    #expect(visible.withLock { $0.allSatisfy { $0 } })
  }

  @Test func `more than ten thousand waiting writes are refused at once`() {
    let refused = Atomic(0)
    let answered = DispatchGroup()
    together {
      for _ in 0..<WriteQueue.lengthLimit + 5 {
        answered.enter()
        temporary.mine.write({ _ in }) { result in
          if case .failure(let error) = result, (error as? Fault)?.kind == .overloaded {
            refused.add(1, ordering: .relaxed)
          }
          answered.leave()
        }
      }
      #expect(refused.load(ordering: .relaxed) == 5)
    }
    answered.wait()
    #expect(refused.load(ordering: .relaxed) == 5)
  }

  @Test func `closing answers what was submitted`() throws {
    let answers = Answers()
    for number in 0..<100 { answers.submit("\(number)", to: temporary.mine, insert("\(number)")) }
    #expect(temporary.store.close() == [])
    #expect(answers.all().filter { $0.hasSuffix("ok") }.count == 100)
  }

  @Test func `a full disk fails the write that needs it, and later ones go on`() async throws {
    let thread = try await temporary.thread()
    try allowPages(3)
    let answers = Answers()
    let large = Content(trusted: String(repeating: "x", count: 1 << 20))
    let faults = Mutex<[Fault.Kind?]>([])
    together {
      answers.submit("a", to: temporary.mine, insert("a"))
      temporary.mine.write { [ids = temporary.ids] changes in
        _ = try changes.appendMessage(
          .init(threadId: thread.id, role: .user, content: large), made: ids.next())
      } then: { result in
        if case .failure(let error) = result {
          faults.withLock { $0.append((error as? Fault)?.kind) }
        }
      }
      answers.submit("b", to: temporary.mine, insert("b"))
    }
    #expect(answers.all() == ["a ok", "b ok"])
    #expect(faults.withLock { $0 } == [.storage])
    #expect(try temporary.number("SELECT count(*) FROM message") == 0)
    try allowPages(1_000_000)
    try await temporary.message(large.text, to: thread.id)
    #expect(try temporary.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `a database that was moved away is not written to`() async throws {
    let path = temporary.store.path
    #expect(rename(path, path + ".moved") == 0)
    #expect(await kind { try await temporary.thread() } == .storage)
    #expect(rename(path + ".moved", path) == 0)
    try await temporary.thread()
  }

  @Test func `another program's lock is waited for, then it is a storage fault`() async throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: temporary.store.path, configuration: configuration)
    try setPatience(milliseconds: 50)
    try other.inDatabase { db in try db.execute(sql: "BEGIN IMMEDIATE") }
    #expect(await kind { try await temporary.thread() } == .storage)
    #expect(try temporary.mine.read { try $0.user() }.email == DaemonUser.email)
    try other.inDatabase { db in try db.execute(sql: "ROLLBACK") }
    try await temporary.thread()
  }

  private func setPatience(milliseconds: Int) throws {
    try temporary.store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
    }
  }
}
