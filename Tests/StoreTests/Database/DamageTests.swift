import Foundation
import Testing
import Wire

@testable import Store

/// Damage in a database: how it is met, and what is done from then on.
struct DamageTests {
  private let database = CheckedDatabase()

  @Test func `one that is damaged is read-only from then on, and stays as it was found`()
    async throws
  {
    try await database.unmarked()
    try database.damage()
    let before = try Files.bytes(database.path)
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    guard case .damaged(let why)? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    #expect(why.contains("damaged") && why.contains("backup"))
    do {
      _ = try await database.write("After", to: store)
      Issue.record("it was written to")
    } catch let fault as Fault {
      #expect(fault.kind == .storage)
      for words in [database.path, "skein db check", "skein db backup", "restore a backup"] {
        #expect(fault.message.contains(words), "\(fault.message)")
      }
    }
    // What stands on other pages is answered.
    #expect(try store.scoped(to: store.owner(peer: .own)).read { try $0.user() }.name == nil)
    #expect(try !store.ownUpkeep.problems().isEmpty)
    store.close()
    #expect(try Files.bytes(database.path) == before)
    #expect(!FileManager.default.fileExists(atPath: database.path + CleanEnd.suffix))
  }

  /// A damaged database that is trusted all the same.
  private func damagedBehindMark() async throws {
    try await database.unmarked()
    try database.damage()
    CleanEnd(ofDatabase: database.path).make(checkedAt: .now)
    try #require(CleanEnd(ofDatabase: database.path).isTrue)
  }

  /// It is as read-only as one in which the check at the start has found damage.
  private func expectReadOnly(_ store: Store, after told: CheckedDatabase.Told) async throws {
    guard case .damaged? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    let fault = await #expect(throws: Fault.self) { try await database.write("After", to: store) }
    #expect(fault?.message.contains("skein db check") == true, "\(String(describing: fault))")
    store.close()
    #expect(!CleanEnd(ofDatabase: database.path).isTrue)
  }

  @Test func `damage that db/check meets is its answer and ends the writing`() async throws {
    try await damagedBehindMark()
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    try #require(store.wholeness == .known)
    let problems = try store.ownUpkeep.problems()
    #expect(problems.contains { $0.hasPrefix("page or index: ") }, "\(problems)")
    try await expectReadOnly(store, after: told)
  }

  @Test func `damage that a read meets has all of it checked`() async throws {
    try await damagedBehindMark()
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    #expect(throws: Fault.self) {
      var cursor: Wire.Cursor?
      let mine = store.scoped(to: try store.owner(peer: .own))
      repeat {
        cursor = try mine.read { try $0.threads(.init(cursor: cursor)) }.nextCursor
      } while cursor != nil
    }
    try await expectReadOnly(store, after: told)
  }
}
