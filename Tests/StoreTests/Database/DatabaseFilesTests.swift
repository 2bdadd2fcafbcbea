import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// What somebody does to the files of a store that is open.
struct DatabaseFilesTests {
  private let temporary: TemporaryStore
  private var path: String { temporary.store.path }

  init() async throws {
    temporary = try TemporaryStore()
    // What a checkpoint has copied, and what is in the log alone.
    for number in 1...3 { try await temporary.thread("in the database \(number)") }
    temporary.store.checkpoints.emptyNow()
    for number in 1...3 { try await temporary.thread("in the log \(number)") }
  }

  private func write() async throws {
    try await temporary.thread("one more")
  }

  /// No write is acknowledged, health says why, and closing leaves the database as it stands.
  private func expectRefusal(
    saying words: String..., at location: SourceLocation = #_sourceLocation
  ) async throws {
    for _ in 0..<2 {
      let refused = await fault { try await write() }
      #expect(refused?.kind == .storage, sourceLocation: location)
      for word in words {
        #expect(
          refused?.message.contains(word) == true, "\(refused?.message ?? "none")",
          sourceLocation: location)
      }
    }
    guard case .failed(let why) = temporary.store.condition().isWritable else {
      Issue.record("it is writable", sourceLocation: location)
      return
    }
    for word in words { #expect(why.contains(word), sourceLocation: location) }
    let before = try Files.bytes(path)
    temporary.store.checkpoints.emptyNow()
    temporary.store.close()
    #expect(try Files.bytes(path) == before, sourceLocation: location)
  }

  /// The file keeps its inode. Not within the same moment of the file system's clock as its last
  /// write: that is the one thing that is not told.
  private func overwrite(_ path: String, with bytes: [UInt8]) throws {
    let last = try #require(FileState(path: path)?.content)
    let clock = temporary.directory.path + "/clock"
    repeat {
      try Data([0]).write(to: URL(filePath: clock))
    } while FileState(path: clock).map { state in
      (state.content.modifiedSeconds, state.content.modifiedNanoseconds)
        <= (last.modifiedSeconds, last.modifiedNanoseconds)
    } ?? false
    let source = temporary.directory.path + "/source"
    try Files.write(bytes, to: source, mode: 0o600)
    // Closed here, it would drop SQLite's locks (sqlite.org/howtocorrupt.html, section 2.2).
    try run("cp", source, path)
  }

  private func run(_ words: String...) throws {
    let program = Process()
    program.executableURL = URL(filePath: "/usr/bin/env")
    program.arguments = words
    program.standardOutput = FileHandle.nullDevice
    try program.run()
    program.waitUntilExit()
    try #require(program.terminationStatus == 0)
  }

  /// What another program does with the database, with its own connection.
  private func otherProgram(_ sql: String) throws {
    try run("sqlite3", path, sql)
  }

  @Test func `a log that is removed stops every write`() async throws {
    try Files.remove(path + "-wal")
    try await expectRefusal(saying: path + "-wal", "removed")
  }

  @Test func `a log that is replaced stops every write`() async throws {
    let bytes = try Files.bytes(path + "-wal")
    try Files.remove(path + "-wal")
    try Files.write(bytes, to: path + "-wal", mode: 0o600)
    try await expectRefusal(saying: path + "-wal", "replaced")
  }

  @Test(arguments: [0, 32, 4152])
  func `a log that is cut stops every write`(_ length: Int) async throws {
    #expect(truncate(path + "-wal", off_t(length)) == 0)
    try await expectRefusal(saying: path + "-wal", "cut")
  }

  @Test func `a log that loses one byte of its last frame stops every write`() async throws {
    #expect(truncate(path + "-wal", off_t(try Files.bytes(path + "-wal").count - 1)) == 0)
    try await expectRefusal(saying: "cut")
  }

  @Test func `a log that is written over stops every write`() async throws {
    let bytes = try Files.bytes(path + "-wal")
    try overwrite(path + "-wal", with: Array(repeating: 0, count: bytes.count))
    try await expectRefusal(saying: path + "-wal", "written over")
  }

  @Test func `an older state of the log stops every write`() async throws {
    let older = try Files.bytes(path + "-wal")
    try await write()
    try overwrite(path + "-wal", with: older)
    try await expectRefusal(saying: path + "-wal")
  }

  @Test func `an index that is removed stops every write`() async throws {
    try Files.remove(path + "-shm")
    try await expectRefusal(saying: path + "-shm", "removed")
  }

  @Test func `files that are put back serve again`() async throws {
    #expect(rename(path + "-wal", path + ".aside") == 0)
    #expect(await fault { try await write() }?.kind == .storage)
    #expect(rename(path + ".aside", path + "-wal") == 0)
    try await write()
  }

  @Test func `a backup that is copied over the database stops every write`() async throws {
    let backup = temporary.directory.path + "/backup.db"
    _ = try temporary.store.ownUpkeep.backUp(to: FilePath(trusted: backup))
    try overwrite(path, with: try Files.bytes(backup))
    try await expectRefusal(saying: path, "written over")
  }

  @Test func `an older copy of the same database stops every write`() async throws {
    let older = try Files.bytes(path)
    temporary.store.checkpoints.emptyNow()
    try await write()
    try overwrite(path, with: older)
    try await expectRefusal(saying: path, "written over")
  }

  @Test func `a database that is cut stops every write`() async throws {
    #expect(truncate(path, 4096) == 0)
    try await expectRefusal(saying: path, "written over")
  }

  @Test func `what is copied over it is told even where another program's checkpoint hides it`()
    async throws
  {
    let other = try TemporaryStore()
    other.store.close()
    try overwrite(path, with: try Files.bytes(other.store.path))
    try otherProgram("PRAGMA wal_checkpoint(PASSIVE)")
    try await expectRefusal(saying: path, "written over")
  }

  @Test(arguments: ["PASSIVE", "FULL", "RESTART", "TRUNCATE"])
  func `another program's checkpoint is none of it`(_ mode: String) async throws {
    for _ in 0..<3 {
      try await write()
      try otherProgram("PRAGMA wal_checkpoint(\(mode))")
      try await write()
      #expect(temporary.store.files.areIntact)
    }
  }

  @Test func `another program's writes are none of it`() async throws {
    try otherProgram("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
    try await write()
    try otherProgram("INSERT INTO _litestream_seq VALUES (1, 1); PRAGMA wal_checkpoint(TRUNCATE)")
    try await write()
    try otherProgram("VACUUM")
    try await write()
  }

  @Test func `checkpoints of its own beside writes are none of it`() async throws {
    let thread = try await temporary.thread()
    let content = String(repeating: "skein ", count: (1 << 20) / 6)
    for _ in 0..<24 {
      try await temporary.message(content, to: thread.id)
      #expect(temporary.store.files.areIntact)
    }
    temporary.store.checkpoints.emptyNow()
    try await write()
  }

  @Test func `reading goes on where the log is gone from its place`() async throws {
    try Files.remove(path + "-wal")
    #expect(await fault { try await write() } != nil)
    #expect(try temporary.listed().count == 6)
  }
}
