import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// The check of a database beside the service.
struct WholeCheckTests {
  private let database = CheckedDatabase()

  @Test func `a whole one is written to meanwhile, and the next start trusts it`() async throws {
    try await database.unmarked()
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    _ = try await database.write("Meanwhile", to: store)
    guard case .checked? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    #expect(store.files.mayCopy)
    store.close()
    #expect(CleanEnd(ofDatabase: database.path).isTrue)
  }

  @Test func `until it is known to be whole nothing is copied into it`() async throws {
    try await database.unmarked()
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    _ = await told.end()
    // As if the check were still under way.
    store.files.holdCopying()
    let before = try Files.bytes(database.path)
    _ = try await database.write("Meanwhile", to: store)
    store.checkpoints.emptyNow()
    #expect(try Files.bytes(database.path) == before)
    store.close()
    #expect(try Files.bytes(database.path) == before)
    #expect(!FileManager.default.fileExists(atPath: database.path + CleanEnd.suffix))
    let next = try database.open(CheckedDatabase.Told())
    defer { next.close() }
    #expect(try database.threads(of: next).contains { $0.title?.text == "Meanwhile" })
  }

  @Test func `until then the index rests, or the log would grow as long as it`() async throws {
    let store = try database.open(CheckedDatabase.Told())
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    let thread = try await database.write("Wool", to: store)
    _ = try await mine.write {
      try $0.appendMessage(
        .init(threadId: thread.id, role: .user, content: Content(trusted: "A skein")),
        made: IDSource().next())
    }
    store.files.holdCopying()
    store.indexer.work()
    // Behind the step, if there was one, on the writer's queue.
    _ = try await database.write("Later", to: store)
    #expect(try indexed(in: store) == 0)
    store.files.allowCopying()
    store.indexer.work()
    _ = try await database.write("Last", to: store)
    #expect(try indexed(in: store) == 1)
  }

  private func indexed(in store: Store) throws -> Int {
    try store.pool.read { db in try SearchIndex.progress(db).indexed }
  }

  @Test func `an index that does not fit its table is a problem, and no damaged page`() async throws
  {
    try await database.unmarked()
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
    CleanEnd(ofDatabase: database.path).make(checkedAt: .now)
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    defer { store.close() }
    let problems = try store.ownUpkeep.problems()
    #expect(problems.contains { $0.contains("thread_by_activity") }, "\(problems)")
    guard case .checked? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    _ = try await database.write("After", to: store)
  }

  /// Runs SQL on a connection of its own, behind everybody's back.
  @discardableResult
  private func sql<T>(_ body: (Database) throws -> T) throws -> T {
    let queue = try DatabaseQueue(path: database.path)
    let value = try queue.inDatabase(body)
    try queue.close()
    return value
  }

  @Test func `one that always ends in order is checked after a month`() async throws {
    try database.open(CheckedDatabase.Told()).close()
    let day: Int64 = 86_400_000
    for (days, isDue) in [(Int64(29), false), (31, true), (-2, true)] {
      let moment = Timestamp(milliseconds: Timestamp.now.milliseconds - days * day)
      CleanEnd(ofDatabase: database.path).make(checkedAt: moment)
      let told = CheckedDatabase.Told()
      let store = try database.open(told)
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
      let mark = CleanEnd(ofDatabase: database.path)
      #expect(mark.isTrue && (mark.checkedAt == moment) != isDue)
    }
  }

  @Test func `a check for its age that is stopped costs no trust`() async throws {
    try await database.unmarked()
    CleanEnd(ofDatabase: database.path).make(checkedAt: nil)
    let store = try database.open(CheckedDatabase.Told())
    #expect(store.wholeness == .known && store.wholeCheck.checkedAt == nil)
    store.checkIfOld()
    store.close()
    #expect(CleanEnd(ofDatabase: database.path).isTrue)
  }

  @Test func `a stopped one says nothing of the database`() async throws {
    try await database.unmarked()
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    store.close()
    switch await told.end() {
    // It may have been quicker.
    case .checked?: #expect(CleanEnd(ofDatabase: database.path).isTrue)
    case .unknown?: #expect(!CleanEnd(ofDatabase: database.path).isTrue)
    case let other: Issue.record("\(String(describing: other))")
    }
  }
}
