import Foundation
import GRDB
import Testing

@testable import Store

struct MigrationTests {
  private let directory = TemporaryDirectory()
  private let second = Migration(
    version: 2, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

  private func open(_ migrations: [Migration]) throws -> Store {
    try Store(
      opening: Store.Configuration(path: directory.path + "/skein.db", socketPath: "/tmp/s"),
      migrations: migrations)
  }

  private func read(_ sql: String, from name: String) throws -> String? {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: directory.path + "/" + name, configuration: configuration)
    return try queue.inDatabase { db in try String.fetchOne(db, sql: sql) }
  }

  @Test func `an older database is copied, then migrated`() throws {
    let id = try open(Migration.all).databaseID
    let store = try open(Migration.all + [second])
    #expect(store.databaseID == id)
    store.close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "2")
    #expect(try read("SELECT count(*) FROM later", from: "skein.db") == "0")
    #expect(try read("PRAGMA user_version", from: "skein.db.pre-v2") == "1")
    #expect(try read("PRAGMA application_id", from: "skein.db.pre-v2") == "1936418158")
    #expect(try read("SELECT count(*) FROM user", from: "skein.db.pre-v2") == "1")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: directory.path + "/skein.db.pre-v2")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/skein.db.pre-v2.new"))
  }

  @Test func `a migration that fails leaves the version before it, and can be tried again`() throws
  {
    try open(Migration.all).close()
    let broken = Migration(
      version: 2,
      sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)")
    #expect(throws: OpenFailure.self) { try open(Migration.all + [broken]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "1")
    #expect(
      try read("SELECT count(*) FROM sqlite_schema WHERE name = 'later'", from: "skein.db") == "0")
    try open(Migration.all + [second]).close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "2")
  }

  @Test func `a migration that would orphan rows is rolled back`() throws {
    try open(Migration.all).close()
    let orphaning = Migration(
      version: 2,
      sql: """
        CREATE TABLE child (
          id INTEGER PRIMARY KEY,
          user INTEGER REFERENCES user DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        INSERT INTO child (user) VALUES (99)
        """)
    #expect(throws: OpenFailure.self) { try open(Migration.all + [orphaning]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "1")
  }

  @Test func `a database that is up to date is not copied`() throws {
    try open(Migration.all).close()
    try open(Migration.all).close()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(!names.contains { $0.contains(".pre-v") })
  }
}
