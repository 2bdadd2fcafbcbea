import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// A database of its own in a directory of its own, of which the tests hear what its check says.
struct CheckedDatabase {
  private let directory = TemporaryDirectory()
  var path: String { directory.path + "/skein.db" }

  /// What a check has told, one after another.
  struct Told: Sendable {
    let wholeness: AsyncStream<Wholeness>
    let tell: @Sendable (Wholeness) -> Void

    init() {
      let (stream, continuation) = AsyncStream<Wholeness>.makeStream()
      wholeness = stream
      tell = { continuation.yield($0) }
    }

    func first() async -> Wholeness? {
      for await wholeness in wholeness { return wholeness }
      return nil
    }

    func end() async -> Wholeness? {
      for await wholeness in wholeness {
        if case .checking = wholeness { continue }
        return wholeness
      }
      return nil
    }
  }

  func open(_ told: Told, at path: String? = nil) throws -> Store {
    var configuration = Store.Configuration(
      path: path ?? self.path, socketPath: "/run/one.sock", whenChecked: told.tell)
    configuration.readAtOnceBytes = 0
    return try Store(opening: configuration)
  }

  func write(_ title: String, to store: Store) async throws -> Noun.Thread {
    let mine = store.scoped(to: try store.owner(peer: .own))
    let id = IDSource().next(Noun.Thread.self)
    return try await mine.write {
      try $0.createThread(.init(title: Title(trusted: title)), made: id)
    }
  }

  func threads(of store: Store) throws -> [Noun.Thread] {
    let mine = store.scoped(to: try store.owner(peer: .own))
    return try mine.read {
      try $0.threads(.init())
    }.data
  }

  /// A database of many pages whose mark is gone.
  func unmarked() async throws {
    let store = try open(Told())
    for number in 1...300 { _ = try await write("Thread \(number)", to: store) }
    store.close()
    try Files.remove(path + CleanEnd.suffix)
  }

  /// Noise in the table of threads.
  func damage() throws {
    let page = try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(pageno) FROM dbstat WHERE name = 'thread' AND pagetype = 'leaf'")
    }
    var bytes = try Files.bytes(path)
    let start = (try #require(page) - 1) * 4096
    for offset in start..<start + 4096 { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 31) }
    try Files.write(bytes, to: path, mode: 0o600)
  }
}
