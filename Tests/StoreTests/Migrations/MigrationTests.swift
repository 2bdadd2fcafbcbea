import Foundation
import GRDB
import Testing

@testable import Store

struct MigrationTests {
  private let directory = TemporaryDirectory()
  private static let next = Migration.newest + 1
  private let later = Migration(
    version: next, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

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
    let copy = "skein.db.pre-v\(Self.next)"
    let id = try open(Migration.all).databaseID
    let store = try open(Migration.all + [later])
    #expect(store.databaseID == id)
    store.close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Self.next)")
    #expect(try read("SELECT count(*) FROM later", from: "skein.db") == "0")
    #expect(try read("PRAGMA user_version", from: copy) == "\(Migration.newest)")
    #expect(try read("PRAGMA application_id", from: copy) == "1936418158")
    #expect(try read("SELECT count(*) FROM user", from: copy) == "1")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: directory.path + "/" + copy)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/\(copy).new"))
  }

  @Test func `a migration that fails leaves the version before it, and can be tried again`() throws
  {
    try open(Migration.all).close()
    let broken = Migration(
      version: Self.next,
      sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)")
    #expect(throws: OpenFailure.self) { try open(Migration.all + [broken]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Migration.newest)")
    #expect(
      try read("SELECT count(*) FROM sqlite_schema WHERE name = 'later'", from: "skein.db") == "0")
    try open(Migration.all + [later]).close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Self.next)")
  }

  @Test func `a migration that would orphan rows is rolled back`() throws {
    try open(Migration.all).close()
    let orphaning = Migration(
      version: Self.next,
      sql: """
        CREATE TABLE child (
          id INTEGER PRIMARY KEY,
          user INTEGER REFERENCES user DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        INSERT INTO child (user) VALUES (99)
        """)
    #expect(throws: OpenFailure.self) { try open(Migration.all + [orphaning]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Migration.newest)")
  }

  @Test func `the numbers ascend, and a database of the first version takes every step`() throws {
    let versions = Migration.all.map(\.version)
    #expect(versions == Array(Set(versions)).sorted())
    try open([Migration.all[0]]).close()
    try open(Migration.all).close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Migration.newest)")
    #expect(try read("SELECT count(*) FROM context", from: "skein.db") == "0")
  }

  @Test func `a database that is up to date is not copied`() throws {
    try open(Migration.all).close()
    try open(Migration.all).close()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(!names.contains { $0.contains(".pre-v") })
  }
}
