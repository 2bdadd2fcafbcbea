import Foundation
import Testing
import Wire

@testable import Store

struct DamageMarkTests {
  private let database = CheckedDatabase()

  @Test func `damage that was found is known to the next start from its first moment`()
    async throws
  {
    try await database.unmarked()
    try database.damage()
    let before = try Files.bytes(database.path)
    let first = CheckedDatabase.Told()
    let store = try database.open(first)
    _ = await first.end()
    store.close()
    // And to the one after it, whose check may not have ended.
    for _ in 1...2 {
      let told = CheckedDatabase.Told()
      let next = try database.open(told)
      guard case .damaged? = await told.first() else {
        Issue.record("\(next.wholeness)")
        return
      }
      let fault = await #expect(throws: Fault.self) { try await database.write("After", to: next) }
      #expect(fault?.message.contains("restore a backup") == true, "\(String(describing: fault))")
      next.close()
    }
    #expect(try Files.bytes(database.path) == before)
    #expect(DamageMark(ofDatabase: database.path).reason != nil)
  }

  @Test func `what was taken for damaged is written to again when a check finds it whole`()
    async throws
  {
    try await database.unmarked()
    DamageMark(ofDatabase: database.path).make("page 7 was not read")
    let told = CheckedDatabase.Told()
    let store = try database.open(told)
    guard case .damaged(let why)? = await told.first(), case .checked? = await told.end() else {
      Issue.record("\(store.wholeness)")
      return
    }
    #expect(why.contains("page 7 was not read"))
    _ = try await database.write("After", to: store)
    store.close()
    #expect(CleanEnd(ofDatabase: database.path).isTrue)
    #expect(!FileManager.default.fileExists(atPath: database.path + DamageMark.suffix))
  }

  @Test func `a mark of damage is true of no other file`() async throws {
    try await database.unmarked()
    let whole = try Files.bytes(database.path)
    DamageMark(ofDatabase: database.path).make("page 7 was not read")
    #expect(DamageMark(ofDatabase: database.path).reason == "page 7 was not read")
    try Files.remove(database.path)
    try Files.write(whole, to: database.path, mode: 0o600)
    #expect(DamageMark(ofDatabase: database.path).reason == nil)
    let store = try database.open(CheckedDatabase.Told())
    defer { store.close() }
    _ = try await database.write("After", to: store)
    #expect(!FileManager.default.fileExists(atPath: database.path + DamageMark.suffix))
  }
}
