import Foundation
import GRDB
import Identity
import Testing
import Wire

@testable import Store

struct MigrationTests {
  private let directory = TemporaryDirectory()
  private static let newest = Migration.all.last?.version ?? 0
  private let next = Migration(
    version: Self.newest + 1, summary: "a test",
    sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

  private func read(_ sql: String, from name: String) throws -> String? {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: directory.path + "/" + name, configuration: configuration)
    return try queue.inDatabase { db in try String.fetchOne(db, sql: sql) }
  }

  @Test func `the examples of the protocol show the newest version`() {
    #expect(SchemaVersion.newest == Self.newest)
    #expect(DatabaseStats.example.result.schemaVersion == Self.newest)
  }

  @Test func `an older database is copied, then migrated`() throws {
    let id = try directory.open(Migration.all).databaseID
    let store = try directory.open(Migration.all + [next])
    #expect(store.databaseID == id)
    store.close()
    let copy = "skein.db.pre-v\(next.version)"
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(next.version)")
    #expect(try read("SELECT count(*) FROM later", from: "skein.db") == "0")
    #expect(try read("PRAGMA user_version", from: copy) == "\(Self.newest)")
    #expect(try read("PRAGMA application_id", from: copy) == "1936418158")
    #expect(try read("SELECT count(*) FROM user", from: copy) == "1")
    let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + copy)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/\(copy).new"))
  }

  @Test func `a migration that fails leaves the version before it, and can be tried again`() throws
  {
    try directory.open(Migration.all).close()
    let broken = Migration(
      version: next.version, summary: "a test",
      sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)")
    #expect(throws: OpenFailure.self) { try directory.open(Migration.all + [broken]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Self.newest)")
    #expect(
      try read("SELECT count(*) FROM sqlite_schema WHERE name = 'later'", from: "skein.db") == "0")
    try directory.open(Migration.all + [next]).close()
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(next.version)")
  }

  @Test func `a migration that would orphan rows is rolled back`() throws {
    try directory.open(Migration.all).close()
    let orphaning = Migration(
      version: next.version, summary: "a test",
      sql: """
        CREATE TABLE child (
          id INTEGER PRIMARY KEY,
          user INTEGER REFERENCES user DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        INSERT INTO child (user) VALUES (99)
        """)
    #expect(throws: OpenFailure.self) { try directory.open(Migration.all + [orphaning]) }
    #expect(try read("PRAGMA user_version", from: "skein.db") == "\(Self.newest)")
  }

  @Test func `a database that is up to date is not copied`() throws {
    try directory.open(Migration.all).close()
    try directory.open(Migration.all).close()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(!names.contains { $0.contains(".pre-v") })
  }

  @Test func `versions rise from 1, each used once`() {
    let versions = Migration.all.map(\.version)
    #expect(versions.first == 1)
    #expect(versions == Set(versions).sorted())
  }

  @Test func `a database of the first version becomes one of the newest, with what it holds`()
    throws
  {
    try directory.open([Migration.all[0]]).close()
    let store = try directory.open(Migration.all)
    let user = try store.scoped(to: store.owner(peer: .own)).read { try $0.user() }
    #expect(user.email == DaemonUser.email)
    store.close()
    let query = """
      SELECT group_concat(sql, char(10))
      FROM (SELECT sql FROM sqlite_schema ORDER BY name)
      """
    let migrated = try read(query, from: "skein.db")
    try FileManager.default.removeItem(atPath: directory.path + "/skein.db")
    try directory.open(Migration.all).close()
    #expect(try read(query, from: "skein.db") == migrated)
  }

  @Test func `what the third version held is found and counted, and its copy is erased with it`()
    async throws
  {
    let marker = "marker-\(UUID().uuidString)"
    let older = try directory.open(Array(Migration.all.prefix(3)))
    try fill(older, marker)
    older.close()
    let store = try directory.open(Migration.all)
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    let found = try await withCheckedThrowingContinuation { continuation in
      mine.scanIndexed({ try $0.search(.init(query: SearchText(trusted: "wool"))) }) {
        continuation.resume(with: $0)
      }
    }
    #expect(found.data.map { $0.message?.sequence?.number } == [2, 1])
    let used = try mine.read { try $0.usage(.init(), currency: "USD") }.total
    #expect(used.turns == 1 && used.completed == 1 && used.totalTokens == 7)
    #expect(try store.ownUpkeep.problems() == [])
    let copy = directory.path + "/skein.db.pre-v\(Self.newest)"
    #expect(FileManager.default.fileExists(atPath: copy))
    let thread = try #require(found.data.first?.thread.id)
    try await mine.write { try $0.deleteThread(thread, permanent: true) }
    await withCheckedContinuation { continuation in
      store.erasure.whenFinished { continuation.resume() }
    }
    #expect(!FileManager.default.fileExists(atPath: copy))
    #expect(try Files.holding(marker, in: directory.path) == [])
    #expect(try mine.read { try $0.usage(.init(), currency: "USD") }.total.turns == 1)
  }

  /// A thread with one answered turn, written as the older schema takes it.
  private func fill(_ store: Store, _ marker: String) throws {
    try store.pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO event (user, seq, entity, uuid, change, at)
          VALUES (1, 1, 'thread', randomblob(16), 'created', 1);
          """ + RawRow.thread(1, title: "'\(marker)'") + RawRow.turn(1)
            + RawRow.message(1, content: "'wool \(marker)'", turn: "1")
            + RawRow.message(2, role: "assistant", content: "'wool \(marker)'", turn: "1")
              + """
              UPDATE turn
              SET status = 'completed', finish_reason = 'stop', prompt_tokens = 4,
                completion_tokens = 3, total_tokens = 7, first_token_ms = 1, total_ms = 2, ended_at = 3
              WHERE id = 1;
              """)
    }
  }
}
