import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// The check of a database beside the service.
struct WholeCheckTests {
  private let directory = TemporaryDirectory()
  private var path: String { directory.path + "/skein.db" }

  /// What a check has told, one after another.
  private struct Told: Sendable {
    let wholeness: AsyncStream<Wholeness>
    let tell: @Sendable (Wholeness) -> Void

    init() {
      let (stream, continuation) = AsyncStream<Wholeness>.makeStream()
      wholeness = stream
      tell = { continuation.yield($0) }
    }

    func end() async -> Wholeness? {
      for await wholeness in wholeness {
        if case .checking = wholeness { continue }
        return wholeness
      }
      return nil
    }
  }

  private func open(_ told: Told, at path: String? = nil) throws -> Store {
    var configuration = Store.Configuration(
      path: path ?? self.path, socketPath: "/run/one.sock", whenChecked: told.tell)
    configuration.readAtOnceBytes = 0
    return try Store(opening: configuration)
  }

  private func write(_ title: String, to store: Store) async throws -> Noun.Thread {
    let mine = store.scoped(to: try store.owner(peer: .own))
    let id = IDSource().next(Noun.Thread.self)
    return try await mine.write {
      try $0.createThread(.init(title: Title(trusted: title)), made: id)
    }
  }

  private func threads(of store: Store) throws -> [Noun.Thread] {
    let mine = store.scoped(to: try store.owner(peer: .own))
    return try mine.read {
      try $0.threads(.init())
    }.data
  }

  /// A database of many pages whose mark is gone.
  private func unmarked() async throws {
    let store = try open(Told())
    for number in 1...300 { _ = try await write("Thread \(number)", to: store) }
    store.close()
    try Files.remove(path + CleanEnd.suffix)
  }

  /// Noise in the table of threads.
  private func damage() throws {
    let page = try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(pageno) FROM dbstat WHERE name = 'thread' AND pagetype = 'leaf'")
    }
    var bytes = try Files.bytes(path)
    let start = (try #require(page) - 1) * 4096
    for offset in start..<start + 4096 { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 31) }
    try Files.write(bytes, to: path, mode: 0o600)
  }

  @Test func `a whole one is written to meanwhile, and the next start trusts it`() async throws {
    try await unmarked()
    let told = Told()
    let store = try open(told)
    _ = try await write("Meanwhile", to: store)
    guard case .checked? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    #expect(store.files.mayCopy)
    store.close()
    #expect(CleanEnd(ofDatabase: path).isTrue)
  }

  @Test func `until it is known to be whole nothing is copied into it`() async throws {
    try await unmarked()
    let told = Told()
    let store = try open(told)
    _ = await told.end()
    // As if the check were still under way.
    store.files.holdCopying()
    let before = try Files.bytes(path)
    _ = try await write("Meanwhile", to: store)
    store.checkpoints.emptyNow()
    #expect(try Files.bytes(path) == before)
    store.close()
    #expect(try Files.bytes(path) == before)
    #expect(!FileManager.default.fileExists(atPath: path + CleanEnd.suffix))
    let next = try open(Told())
    defer { next.close() }
    #expect(try threads(of: next).contains { $0.title?.text == "Meanwhile" })
  }

  @Test func `one that is damaged is read-only from then on, and stays as it was found`()
    async throws
  {
    try await unmarked()
    try damage()
    let before = try Files.bytes(path)
    let told = Told()
    let store = try open(told)
    guard case .damaged(let why)? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    #expect(why.contains("damaged") && why.contains("backup"))
    do {
      _ = try await write("After", to: store)
      Issue.record("it was written to")
    } catch let fault as Fault {
      #expect(fault.kind == .storage)
      for words in [path, "skein db check", "skein db backup", "restore a backup"] {
        #expect(fault.message.contains(words), "\(fault.message)")
      }
    }
    // What stands on other pages is answered.
    #expect(try store.scoped(to: store.owner(peer: .own)).read { try $0.user() }.name == nil)
    #expect(try !store.ownUpkeep.problems().isEmpty)
    store.close()
    #expect(try Files.bytes(path) == before)
    #expect(!FileManager.default.fileExists(atPath: path + CleanEnd.suffix))
  }

  /// A damaged database that is trusted all the same.
  private func damagedBehindMark() async throws {
    try await unmarked()
    try damage()
    CleanEnd(ofDatabase: path).make(checkedAt: .now)
    try #require(CleanEnd(ofDatabase: path).isTrue)
  }

  /// It is as read-only as one in which the check at the start has found damage.
  private func expectReadOnly(_ store: Store, after told: Told) async throws {
    guard case .damaged? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    let fault = await #expect(throws: Fault.self) { try await write("After", to: store) }
    #expect(fault?.message.contains("skein db check") == true, "\(String(describing: fault))")
    store.close()
    #expect(!CleanEnd(ofDatabase: path).isTrue)
  }

  @Test func `damage that db/check meets is its answer and ends the writing`() async throws {
    try await damagedBehindMark()
    let told = Told()
    let store = try open(told)
    try #require(store.wholeness == .known)
    let problems = try store.ownUpkeep.problems()
    #expect(problems.contains { $0.hasPrefix("page or index: ") }, "\(problems)")
    try await expectReadOnly(store, after: told)
  }

  @Test func `damage that a read meets has all of it checked`() async throws {
    try await damagedBehindMark()
    let told = Told()
    let store = try open(told)
    #expect(throws: Fault.self) {
      var cursor: Wire.Cursor?
      let mine = store.scoped(to: try store.owner(peer: .own))
      repeat {
        cursor = try mine.read { try $0.threads(.init(cursor: cursor)) }.nextCursor
      } while cursor != nil
    }
    try await expectReadOnly(store, after: told)
  }

  @Test func `an index that does not fit its table is a problem, and no damaged page`() async throws
  {
    try await unmarked()
    // A row goes while nobody knows of the index.
    let index = try #require(
      try sql { db -> Row? in
        let index = try Row.fetchOne(
          db,
          sql: "SELECT * FROM sqlite_schema WHERE type = 'index' AND name = 'thread_by_activity'")
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(sql: "DELETE FROM sqlite_schema WHERE name = 'thread_by_activity'")
        return index
      })
    try sql { db in try db.execute(sql: "UPDATE thread SET touched = touched + 1000") }
    try sql { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(
        sql: "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)",
        arguments: StatementArguments(index.databaseValues))
    }
    CleanEnd(ofDatabase: path).make(checkedAt: .now)
    let told = Told()
    let store = try open(told)
    defer { store.close() }
    let problems = try store.ownUpkeep.problems()
    #expect(problems.contains { $0.contains("thread_by_activity") }, "\(problems)")
    guard case .checked? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    _ = try await write("After", to: store)
  }

  /// Runs SQL on a connection of its own, behind everybody's back.
  @discardableResult
  private func sql<T>(_ body: (Database) throws -> T) throws -> T {
    let queue = try DatabaseQueue(path: path)
    let value = try queue.inDatabase(body)
    try queue.close()
    return value
  }

  @Test func `one that always ends in order is checked after a month`() async throws {
    try open(Told()).close()
    let day: Int64 = 86_400_000
    for (days, isDue) in [(Int64(29), false), (31, true), (-2, true)] {
      let moment = Timestamp(milliseconds: Timestamp.now.milliseconds - days * day)
      CleanEnd(ofDatabase: path).make(checkedAt: moment)
      let told = Told()
      let store = try open(told)
      #expect(store.wholeness == .known)
      #expect(store.wholeCheck.checkedAt == moment)
      store.checkIfOld()
      if isDue {
        guard case .checked? = await told.end() else {
          Issue.record("\(store.wholeness)")
          return
        }
      } else {
        #expect(store.wholeness == .known)
      }
      store.close()
      let mark = CleanEnd(ofDatabase: path)
      #expect(mark.isTrue && (mark.checkedAt == moment) != isDue)
    }
  }

  @Test func `a check for its age that is stopped costs no trust`() async throws {
    try await unmarked()
    CleanEnd(ofDatabase: path).make(checkedAt: nil)
    let store = try open(Told())
    #expect(store.wholeness == .known && store.wholeCheck.checkedAt == nil)
    store.checkIfOld()
    store.close()
    #expect(CleanEnd(ofDatabase: path).isTrue)
  }

  @Test func `a stopped one says nothing of the database`() async throws {
    try await unmarked()
    let told = Told()
    let store = try open(told)
    store.close()
    switch await told.end() {
    // It may have been quicker.
    case .checked?: #expect(CleanEnd(ofDatabase: path).isTrue)
    case .unknown?: #expect(!CleanEnd(ofDatabase: path).isTrue)
    case let other: Issue.record("\(String(describing: other))")
    }
  }
}
