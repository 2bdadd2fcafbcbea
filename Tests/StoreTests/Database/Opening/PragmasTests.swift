import Foundation
import GRDB
import Testing

@testable import Store

struct PragmasTests {
  @Test func `every connection reads back every setting`() throws {
    let store = try TemporaryStore()
    try store.store.pool.writeWithoutTransaction { try $0.verifySettings() }
    try store.store.pool.read { try $0.verifySettings() }
    try store.store.loopReader.unsafeRead { try $0.verifySettings() }
  }

  @Test func `the settings are those that were promised`() throws {
    let temporary = try TemporaryStore()
    let found = try temporary.store.pool.writeWithoutTransaction { db in
      try [
        "journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema",
        "cell_size_check", "busy_timeout", "auto_vacuum", "wal_autocheckpoint", "application_id",
        "user_version",
      ].map { try String.fetchOne(db, sql: "PRAGMA \($0)") ?? "" }
    }
    let version = "\(Migration.newest)"
    #expect(found == ["wal", "2", "1", "1", "0", "1", "5000", "2", "0", "1936418158", version])
  }

  @Test func `a setting that does not hold is found`() throws {
    let temporary = try TemporaryStore()
    #expect(throws: OpenFailure.self) {
      try temporary.store.pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        try db.verifySettings()
      }
    }
  }

  @Test func `the files are for their owner alone`() async throws {
    let temporary = try TemporaryStore()
    try await temporary.thread()
    for suffix in ["", "-wal", "-shm", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: temporary.store.path + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "skein.db\(suffix)")
    }
  }
}
