import Foundation
import OwnThread
import Testing
import Wire

/// What stands at the database's path and is not this daemon's to open.
@Suite(.ownThread, .timeLimit(.minutes(5)))
struct DatabaseTests {
  /// A home whose database was made by a daemon and holds a thread.
  private func usedHome() throws -> Home {
    let daemon = try LiveDaemon()
    _ = try daemon.connect().thread()
    try #require(try daemon.terminate() == .code(0))
    return daemon.home
  }

  @discardableResult
  private func sqlite(_ home: Home, _ sql: String) throws -> String {
    let program = try Program(
      "/usr/bin/env", ["sqlite3", home.database, sql], environment: ["PATH": "/usr/bin:/bin"])
    let output = program.output.whole()
    try #require(try program.exit() == .code(0), "\(program.errors.whole())")
    return output.split(separator: "\n").joined(separator: "\n")
  }

  /// Starts a daemon that must refuse the database with every byte in its place.
  private func expectRefusal(_ home: Home, saying words: [String]) throws {
    try home.write(Setup().yaml, to: home.configuration)
    let before = try home.bytes(home.database)
    let names = home.everything.filter { $0.hasPrefix(home.database) }
    let program = try LiveDaemon.program(Setup(), home)
    #expect(try program.exit() == .code(65))
    let text = program.errors.whole()
    for word in words + [home.database] { #expect(text.contains(word), "\(text)") }
    #expect(try home.bytes(home.database) == before)
    let made = Set(home.everything.filter { $0.hasPrefix(home.database) }).subtracting(names)
    #expect(made.subtracting([home.database + ".lock"]) == [])
    #expect(!home.exists(home.socket))
  }

  @Test func `a newer schema is refused with both numbers`() throws {
    let home = try usedHome()
    let known = try sqlite(home, "PRAGMA user_version")
    try sqlite(home, "PRAGMA user_version = 99")
    try expectRefusal(home, saying: ["schema 99", "up to \(known)"])
  }

  @Test func `another program's database is refused by its number`() throws {
    let home = try usedHome()
    try sqlite(home, "PRAGMA application_id = 4711")
    try expectRefusal(home, saying: ["4711"])
  }

  @Test func `a text file is refused`() throws {
    let home = try Home()
    try home.write(String(repeating: "Dear diary, ", count: 100), to: home.database)
    try expectRefusal(home, saying: ["not an SQLite database"])
  }

  @Test func `a truncated database is refused`() throws {
    let home = try usedHome()
    let bytes = try home.bytes(home.database)
    try home.write(Array(bytes.dropLast(4096)), to: home.database)
    try expectRefusal(home, saying: ["damaged"])
  }

  @Test func `a database with a page of noise is refused`() throws {
    let home = try usedHome()
    var bytes = try home.bytes(home.database)
    let page = bytes.count / 4096 / 2 * 4096
    for offset in page..<(page + 4096) { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 31) }
    try home.write(bytes, to: home.database)
    try expectRefusal(home, saying: ["damaged"])
  }

  @Test func `a directory at the path is refused and stays`() throws {
    let home = try Home()
    try home.write(Setup().yaml, to: home.configuration)
    try home.makeDirectory(home.database)
    let program = try LiveDaemon.program(Setup(), home)
    #expect(try program.exit() == .code(65))
    #expect(program.errors.whole().contains("is not a file"))
    #expect(home.exists(home.database))
  }

  @Test func `the log that a killed daemon left is read`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread()
    try daemon.kill()
    #expect(daemon.home.exists(daemon.home.database + "-wal"))
    try daemon.restart()
    #expect(
      try daemon.connect().call(ThreadGet.self, .init(threadId: thread.id)).thread == thread)
  }

  @Test func `another program that holds the database is waited for, and reading goes on`() throws {
    let daemon = try LiveDaemon()
    let client = try daemon.connect()
    let thread = try client.thread().id
    let home = daemon.home
    // Holds the writer's lock until a line comes through the pipe.
    let holder = try Program(
      "/bin/sh",
      [
        "-c",
        """
        cd "$1" && mkfifo go && { echo "BEGIN IMMEDIATE; SELECT 'held';"; read line <go; echo "ROLLBACK;"; } \
          | sqlite3 "$0"
        """, home.database, home.path,
      ], environment: ["PATH": "/usr/bin:/bin"])
    try #require(holder.output.waits { $0.contains("held") }, "\(holder.errors.text)")
    let append = try client.send(MessageAppend.self, .saying("patient", on: thread))
    let reader = try daemon.connect()
    #expect(try reader.messages(of: thread).isEmpty)
    try home.write("go\n", toPipe: home.path + "/go")
    #expect(try client.result(of: MessageAppend.self, append).message.content == "patient")
    #expect(try holder.exit() == .code(0))
    #expect(try reader.messages(of: thread).count == 1)
  }

  @Test func `a log without its database is refused`() throws {
    let home = try usedHome()
    try home.write(Array(repeating: 7, count: 5000), to: home.database + "-wal")
    try FileManager.default.removeItem(atPath: home.database)
    try home.write(Setup().yaml, to: home.configuration)
    let program = try LiveDaemon.program(Setup(), home)
    #expect(try program.exit() == .code(65))
    #expect(program.errors.whole().contains("-wal"))
    #expect(!home.exists(home.database))
    #expect(try home.bytes(home.database + "-wal") == Array(repeating: 7, count: 5000))
  }

  @Test func `a database that is taken away is not written any more`() throws {
    let daemon = try LiveDaemon(Setup(meansErrors: true))
    let client = try daemon.connect()
    _ = try client.thread()
    let home = daemon.home
    try FileManager.default.moveItem(atPath: home.database, toPath: home.path + "/moved.db")
    let fault = try client.fault(ThreadCreate.self, .init())
    #expect(fault.code == -32007)
    #expect(fault.message.contains("moved"))
  }
}
