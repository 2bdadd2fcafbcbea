import Foundation
import OwnThread
import Testing
import Wire

/// What somebody does to the database's files while a daemon serves it, or after one died.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct TouchedFilesTests {
  private func run(_ words: String...) throws {
    let program = try Program("/usr/bin/env", words, environment: ["PATH": "/usr/bin:/bin"])
    try #require(try program.exit() == .code(0), "\(program.errors.whole())")
  }

  /// Sixty writes, none of which is acknowledged; health says why, and the daemon leaves the files.
  private func expectRefusal(
    _ daemon: LiveDaemon, _ client: WireClient, saying words: String...
  ) throws {
    for _ in 0..<60 {
      let fault = try client.fault(ThreadCreate.self, .init())
      #expect(fault.code == -32007)
      for word in words { #expect(fault.message.contains(word), "\(fault.message)") }
    }
    let health = try client.call(ServerHealth.self, .init())
    #expect(health.status == .failing)
    let database = try #require(health.checks.first { $0.name == "database" })
    #expect(database.status == .failing)
    for word in words { #expect(database.detail.contains(word), "\(database.detail)") }
    let before = try daemon.home.bytes(daemon.home.database)
    #expect(try daemon.terminate() == .code(0))
    #expect(try daemon.home.bytes(daemon.home.database) == before)
  }

  @Test func `a log that is removed`() throws {
    let daemon = try LiveDaemon(Setup(meansErrors: true))
    let client = try daemon.connect()
    _ = try client.thread()
    try run("rm", daemon.home.database + "-wal")
    try expectRefusal(daemon, client, saying: daemon.home.database + "-wal", "removed")
  }

  @Test func `a log that is cut`() throws {
    let daemon = try LiveDaemon(Setup(meansErrors: true))
    let client = try daemon.connect()
    _ = try client.thread()
    try run("truncate", "-s", "0", daemon.home.database + "-wal")
    // Nobody can look up who it is: it hears why.
    #expect(try daemon.connect().fault(ThreadCreate.self, .init()).code == -32007)
    try expectRefusal(daemon, client, saying: daemon.home.database + "-wal", "cut")
  }

  @Test func `a backup that is copied over the database`() throws {
    let daemon = try LiveDaemon(Setup(meansErrors: true))
    let client = try daemon.connect()
    let backup = daemon.home.path + "/backup.db"
    _ = try client.thread()
    _ = try client.call(DatabaseBackup.self, .init(path: FilePath(trusted: backup)))
    _ = try client.thread()
    try run("cp", backup, daemon.home.database)
    try expectRefusal(daemon, client, saying: daemon.home.database, "written over", "-wal")
    // What the message says helps.
    let database = daemon.home.database
    for ending in ["-wal", "-shm"] where daemon.home.exists(database + ending) {
      try run("mv", database + ending, daemon.home.path + "/aside\(ending)")
    }
    try daemon.restart(Setup())
    #expect(try daemon.connect().call(ThreadList.self, .init()).data.count == 1)
  }

  @Test func `another program's checkpoints are none of it`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    for mode in ["PASSIVE", "RESTART", "TRUNCATE"] {
      _ = try client.thread()
      try run("sqlite3", daemon.home.database, "PRAGMA wal_checkpoint(\(mode))")
      _ = try client.thread()
    }
    let health = try client.call(ServerHealth.self, .init())
    #expect(health.checks.first { $0.name == "database" }?.status == .ok)
  }

  @Test func `a backup that is restored beside a dead daemon's log`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let home = daemon.home
    let backup = home.path + "/backup.db"
    let thread = try client.thread()
    _ = try client.call(DatabaseBackup.self, .init(path: FilePath(trusted: backup)))
    for _ in 0..<20 {
      _ = try client.call(MessageAppend.self, .saying("later", on: thread.id))
    }
    try daemon.kill()
    try run("cp", backup, home.database)
    let log = home.database + "-wal"
    let before = try (home.bytes(home.database), home.bytes(log))
    let program = try LiveDaemon.program(Setup(), home)
    #expect(try program.exit() == .code(65))
    let said = program.errors.whole()
    for word in ["is not the log of", log, "-shm away"] { #expect(said.contains(word), "\(said)") }
    #expect(!said.contains("damaged"), "\(said)")
    #expect(try home.bytes(home.database) == before.0)
    #expect(try home.bytes(log) == before.1)
    for ending in ["-wal", "-shm"] where home.exists(home.database + ending) {
      try run("mv", home.database + ending, home.path + "/aside\(ending)")
    }
    try daemon.restart()
    #expect(try daemon.connect().messages(of: thread.id).isEmpty)
  }
}
