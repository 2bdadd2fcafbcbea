import Foundation
import GRDB
import Synchronization
import Testing
import Wire

@testable import Store

/// What a start reads, and what it trusts.
struct CleanEndTests {
  private let directory = TemporaryDirectory()
  private var path: String { directory.path + "/skein.db" }
  private var mark: String { path + CleanEnd.suffix }

  /// Nothing is read whole before it is opened, so that what is trusted is seen.
  private func open(
    whenChecked: @escaping @Sendable (Wholeness) -> Void = { _ in }
  ) throws -> Store {
    var configuration = Store.Configuration(
      path: path, socketPath: "/run/one.sock", whenChecked: whenChecked)
    configuration.readAtOnceBytes = 0
    return try Store(opening: configuration)
  }

  /// Whether the next daemon trusts the database without a check.
  private func isTrusted() throws -> Bool {
    let store = try open()
    defer { store.close() }
    return store.wholeness == .known
  }

  @Test func `a database that was closed in order is trusted, one that was not is checked`() throws
  {
    try open().close()
    #expect(FileManager.default.fileExists(atPath: mark))
    #expect(try isTrusted())
    let store = try open()
    #expect(!FileManager.default.fileExists(atPath: mark))
    let killed = directory.path + "/killed.db"
    for ending in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + ending, toPath: killed + ending)
    }
    store.close()
    var configuration = Store.Configuration(path: killed, socketPath: "/run/two.sock")
    configuration.readAtOnceBytes = 0
    let next = try Store(opening: configuration)
    defer { next.close() }
    #expect(next.wholeness != .known)
  }

  @Test func `the mark is of that very file, as it was`() throws {
    try open().close()
    let bytes = try Files.bytes(path)
    // Another file with the same bytes.
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    try Files.write(bytes, to: path, mode: 0o600)
    #expect(try !isTrusted())
    try #require(try isTrustedAfterCheck())
    // The same file, written to.
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: Data(bytes[4096..<4097]))
    try file.close()
    #expect(try !isTrusted())
    try #require(try isTrustedAfterCheck())
    // With its time of writing put back.
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let again = try FileHandle(forUpdating: URL(filePath: path))
    try again.seek(toOffset: 4096)
    try again.write(contentsOf: Data([0x7F]))
    try again.close()
    try FileManager.default.setAttributes(
      [.modificationDate: before as Any], ofItemAtPath: path)
    #expect(!CleanEnd(ofDatabase: path).isTrue)
  }

  /// Lets a check end, and the database be closed in order after it.
  private func isTrustedAfterCheck() throws -> Bool {
    let ended = DispatchSemaphore(value: 0)
    let store = try open { wholeness in
      if case .checking = wholeness { return }
      ended.signal()
    }
    // The daemon before may have ended its own check in time: then there is none now.
    if store.wholeness != .known { ended.wait() }
    store.close()
    return CleanEnd(ofDatabase: path).isTrue
  }

  @Test(arguments: ["", "skein-clean-1 1 2 3 4 5 6\n", String(repeating: "x", count: 5000)])
  func `what is no mark is not believed`(_ text: String) throws {
    try open().close()
    try Data(text.utf8).write(to: URL(filePath: mark))
    #expect(try !isTrusted())
  }

  @Test func `a database beside a log is not trusted`() throws {
    try open().close()
    try Data(repeating: 1, count: 40).write(to: URL(filePath: path + "-wal"))
    #expect(!CleanEnd(ofDatabase: path).isTrue)
    try Data().write(to: URL(filePath: path + "-wal"))
    #expect(CleanEnd(ofDatabase: path).isTrue)
  }

  @Test func `a refused database keeps its mark`() throws {
    try open().close()
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in try db.execute(sql: "PRAGMA application_id = 4711") }
    try queue.close()
    let before = try Files.bytes(mark)
    #expect(throws: OpenFailure.self) { try open() }
    #expect(try Files.bytes(mark) == before)
  }

  @Test func `a file that was cut is refused at once, however large it is`() throws {
    try open().close()
    let bytes = try Files.bytes(path)
    try Files.write(Array(bytes.dropLast(4096)), to: path, mode: 0o600)
    do {
      try open().close()
      Issue.record("it was opened")
    } catch {
      guard case .damaged(_, let reason)? = error as? OpenFailure else { throw error }
      #expect(reason.contains("\(bytes.count - 4096) of its \(bytes.count) bytes"))
    }
  }
}
