import Dispatch
import Foundation
import GRDB
import Identity
import Synchronization
import Testing
import Wire

@testable import Store

/// A store in a directory of its own, which is removed when the test has ended.
final class TemporaryStore: Sendable {
  let directory = TemporaryDirectory()
  let store: Store
  /// The daemon's own user.
  let mine: OwnedStore
  let ids: IDSource

  init(
    migrations: [Migration] = Migration.all, retention: EventRetention = EventRetention(),
    now: @escaping @Sendable () -> Timestamp = TestClock().now,
    whenChanged: @escaping @Sendable (UserKey, Sequence) -> Void = { _, _ in },
    after: (@Sendable (Int, @escaping @Sendable () -> Void) -> Void)? = nil
  ) throws {
    ids = IDSource(now: now)
    var configuration = Store.Configuration(
      path: directory.path + "/skein.db", socketPath: directory.path + "/skein.sock", ids: ids,
      now: now, retention: retention, whenChanged: whenChanged)
    if let after { configuration.after = after }
    store = try Store(opening: configuration, migrations: migrations)
    mine = store.scoped(to: try store.owner(peer: .own))
  }

  /// The last reference may be held by a job on the writer's queue, which cannot wait for itself.
  deinit {
    DispatchQueue.global().async { [store, directory] in
      store.close()
      withExtendedLifetime(directory) {}
    }
  }

  /// Returns when all permanently deleted text was erased.
  func erased() async {
    await withCheckedContinuation { continuation in
      store.erasure.whenFinished { continuation.resume() }
    }
  }

  /// Runs SQL on the store's writer, without the store's rules.
  func sql(_ sql: String, _ arguments: StatementArguments = []) throws {
    try store.pool.write { db in try db.execute(sql: sql, arguments: arguments) }
  }

  func number(_ sql: String) throws -> Int? {
    try store.pool.read { db in try Int.fetchOne(db, sql: sql) }
  }

  func text(_ sql: String) throws -> String? {
    try store.pool.read { db in try String.fetchOne(db, sql: sql) }
  }

  /// Another user, unknown to the first.
  func stranger(uid: UInt32 = 4242) throws -> OwnedStore {
    let user = try store.pool.write { db in
      try UnixAccount.provide(
        uid: uid, email: "uid\(uid)@localhost", ids: ids, at: Timestamp(milliseconds: 1), db)
      return try #require(try UnixAccount.user(uid: uid, db))
    }
    return store.scoped(to: Owner(user: user, via: .peer, isOperator: false))
  }
}

/// A directory that is removed with the test.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/skein-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension TemporaryDirectory {
  /// Opens the database in it, with these migrations alone.
  func open(_ migrations: [Migration]) throws -> Store {
    try Store(
      opening: Store.Configuration(path: path + "/skein.db", socketPath: "/run/skein.sock"),
      migrations: migrations)
  }
}

/// A clock that advances a second with each reading, so that no two times are equal.
final class TestClock: Sendable {
  private let seconds = Atomic<Int64>(1_795_000_000)

  var now: @Sendable () -> Timestamp {
    { [self] in
      Timestamp(milliseconds: seconds.add(1, ordering: .relaxed).newValue * 1000)
    }
  }
}

extension PeerCredentials {
  /// This process, as the kernel reports it.
  static var own: PeerCredentials {
    get throws {
      var ends: [Int32] = [0, 0]
      #if canImport(Glibc)
        let type = Int32(SOCK_STREAM.rawValue)
      #else
        let type = SOCK_STREAM
      #endif
      guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw CocoaError(.fileReadUnknown) }
      defer { ends.forEach { close($0) } }
      return try PeerCredentials(descriptor: ends[0])
    }
  }
}

extension OwnedStore {
  /// The same write with async/await.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Changes) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      write(body) { continuation.resume(with: $0) }
    }
  }

  func scan<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      scan(body) { continuation.resume(with: $0) }
    }
  }
}
