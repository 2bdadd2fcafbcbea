import Foundation
import GRDB
import Identity
import Testing
import Wire

@testable import Store

struct OpeningTests {
  private let directory = TemporaryDirectory()
  private var path: String { directory.path + "/skein.db" }
  private var known: Int { Migration.newest }

  private func open(_ path: String? = nil, socket: String = "/run/one.sock") throws -> Store {
    try Store(opening: Store.Configuration(path: path ?? self.path, socketPath: socket))
  }

  private func failure(_ path: String? = nil) -> OpenFailure? {
    do {
      try open(path).close()
      return nil
    } catch {
      return error as? OpenFailure
    }
  }

  /// Every file but the lock, and every byte of it.
  private func contents() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    return Dictionary(
      uniqueKeysWithValues: names.filter { !$0.hasSuffix(".lock") }.map { name in
        (name, FileManager.default.contents(atPath: directory.path + "/" + name) ?? Data())
      })
  }

  private func expectRefused(
    _ expected: (OpenFailure) -> Bool, at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try contents()
    let failure = failure()
    #expect(
      failure.map(expected) == true, "\(String(describing: failure))", sourceLocation: location)
    #expect(try contents() == before, sourceLocation: location)
    #expect(failure?.message.contains(path) == true, sourceLocation: location)
  }

  private func sql(_ statements: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in try db.execute(sql: statements) }
    try queue.close()
  }

  private func change(_ body: (inout Data) -> Void) throws {
    var bytes = try #require(FileManager.default.contents(atPath: path))
    body(&bytes)
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  @Test func `a link that leads nowhere is refused and left as it is`() throws {
    let link = directory.path + "/link.db"
    let target = directory.path + "/not/there.db"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(failure(link) == .leadsNowhere(path: link, link: link, target: target))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(try contents().keys.sorted() == ["link.db"])
    // So is a directory of the way.
    let way = directory.path + "/way"
    try FileManager.default.createSymbolicLink(atPath: way, withDestinationPath: target)
    #expect(
      failure(way + "/a/b.db") == .leadsNowhere(path: way + "/a/b.db", link: way, target: target))
  }

  @Test func `through links and dots the lock is the file's own`() throws {
    let store = try open()
    let link = directory.path + "/link.db"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    for name in [link, directory.path + "/x/../skein.db", directory.path + "/./skein.db"] {
      try? FileManager.default.createDirectory(
        atPath: directory.path + "/x", withIntermediateDirectories: true)
      #expect(
        failure(name) == .alreadyRunning(pid: getpid(), socketPath: "/run/one.sock"), "\(name)")
    }
    #expect(!FileManager.default.fileExists(atPath: link + ".lock"))
    store.close()
    try open(link).close()
  }

  @Test func `a file with two names is refused under either until it has one`() throws {
    try open().close()
    let other = directory.path + "/other.db"
    try FileManager.default.linkItem(atPath: path, toPath: other)
    #expect(failure() == .manyNames(path: path, count: 2))
    #expect(failure(other) == .manyNames(path: other, count: 2))
    try FileManager.default.removeItem(atPath: other)
    try open().close()
  }

  @Test func `a missing directory is made for its owner alone`() throws {
    let deep = directory.path + "/a/b/skein.db"
    try open(deep).close()
    for name in ["/a", "/a/b"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + name)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test func `an empty file becomes a database`() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    try open().close()
    #expect(failure() == nil)
  }

  @Test func `what a daemon left that died while making a database is swept up`() throws {
    try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new"))
    try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new-journal"))
    try open().close()
    #expect(try contents().keys.sorted() == ["skein.db", "skein.db.clean"])
  }

  @Test func `a newer schema is refused with both numbers, untouched`() throws {
    try open().close()
    try sql("PRAGMA user_version = 77")
    try expectRefused { $0 == .newerSchema(path: path, found: 77, known: known) }
    #expect(failure()?.message.contains("77") == true)
    #expect(failure()?.message.contains("\(known)") == true)
  }

  @Test func `a newer schema that is in the log only is refused too`() throws {
    let store = try open()
    try store.pool.write { db in try db.execute(sql: "PRAGMA user_version = 77") }
    let other = directory.path + "/copy.db"
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
    }
    store.close()
    let before = (
      FileManager.default.contents(atPath: other),
      FileManager.default.contents(atPath: other + "-wal")
    )
    #expect(failure(other) == .newerSchema(path: other, found: 77, known: known))
    #expect(FileManager.default.contents(atPath: other) == before.0)
    #expect(FileManager.default.contents(atPath: other + "-wal") == before.1)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `another program's database is refused, untouched`(journal: String) throws {
    try sql("PRAGMA journal_mode = \(journal); CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    try expectRefused { $0 == .foreign(path: path, applicationID: 0) }
    try sql("PRAGMA application_id = 252006675")
    try expectRefused { $0 == .foreign(path: path, applicationID: 252_006_675) }
  }

  @Test func `a text file is refused, untouched`() throws {
    let text = String(repeating: "Dear diary, ", count: 1000)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try expectRefused { if case .damaged = $0 { true } else { false } }
  }

  @Test func `a database without its last page is refused, untouched`() throws {
    try open().close()
    try change { $0.removeLast(4096) }
    try expectRefused { if case .damaged = $0 { true } else { false } }
  }

  @Test func `a database with a scribbled page is refused, untouched`() throws {
    try open().close()
    // The map of pages: only a check of everything reads it.
    try change { $0.replaceSubrange(4096..<4196, with: Data(repeating: 0x5A, count: 100)) }
    try expectRefused { if case .damaged = $0 { true } else { false } }
  }

  @Test func `a log without its database is somebody's data`() throws {
    try Data(repeating: 1, count: 64).write(to: URL(fileURLWithPath: path + "-wal"))
    try expectRefused { if case .damaged = $0 { true } else { false } }
  }

  @Test func `a directory in the database's place is refused`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(failure() == .notAFile(path: path))
  }

  @Test func `a place where nothing can be made is unwritable`() throws {
    let nowhere = "/proc/skein/skein.db"
    let failure = failure(nowhere)
    #expect(failure?.message.contains(nowhere) == true)
    if case .unwritable = failure {} else { Issue.record("\(String(describing: failure))") }
  }

  @Test func `a second daemon is told where the first one listens`() throws {
    let store = try open()
    #expect(failure() == .alreadyRunning(pid: getpid(), socketPath: "/run/one.sock"))
    store.close()
    #expect(failure() == nil)
  }

  @Test func `two names of one database are one database`() throws {
    try open().close()
    let link = directory.path + "/link.db"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let store = try open(link)
    #expect(store.path.hasSuffix("/skein.db"))
    #expect(failure() == .alreadyRunning(pid: getpid(), socketPath: "/run/one.sock"))
  }

  @Test func `tables that Litestream adds are tolerated`() throws {
    try open().close()
    try sql("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
    #expect(failure() == nil)
  }

  @Test func `a log that a killed daemon left is read`() throws {
    let store = try open()
    try store.pool.write { db in try db.execute(sql: "UPDATE user SET name = 'Ada'") }
    let other = directory.path + "/copy.db"
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
    }
    let again = try open(other)
    #expect(
      try again.pool.read { db in try String.fetchOne(db, sql: "SELECT name FROM user") } == "Ada")
  }

  @Test func `a file that others may read is made private`() throws {
    try open().close()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try open().close()
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a database from another machine gets a user for this uid`() throws {
    try open().close()
    try sql("DROP TRIGGER account_keeps_its_place; UPDATE account SET account_id = '999999'")
    let store = try open()
    let user = try store.scoped(to: store.owner(peer: .own)).read { try $0.user() }
    #expect(user.email == DaemonUser.numberedEmail)
  }
}
