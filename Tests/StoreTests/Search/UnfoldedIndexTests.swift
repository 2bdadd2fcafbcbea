import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// A search index whose letters an older version has not folded.
struct UnfoldedIndexTests {
  private static let texts = [
    "κόσμος από μαλλί", "зелёная ёлка", "plain wool", "café", "Straße", "日本語", "wool again",
  ]

  /// A database as the version before left it, indexed to its end.
  private func older() async throws -> TemporaryStore {
    let older = try TemporaryStore(migrations: Migration.all.filter { $0.version < 13 })
    try older.sql(
      RawRow.thread(1)
        + Self.texts.enumerated().map { RawRow.message($0 + 1, content: "'\($1)'") }.joined()
        + "UPDATE user SET change_seq = 1;")
    try older.sql(
      """
      INSERT INTO message_index (rowid, content)
      SELECT id, char(64976) || content FROM message;
      UPDATE search_mark SET at = (SELECT max(id) FROM message);
      """)
    older.store.close()
    return older
  }

  private func open(
    _ older: TemporaryStore, inBackground: Bool = false,
    whenIndexed: @escaping @Sendable () -> Void = {}
  ) throws -> Store {
    try Store(
      opening: Store.Configuration(
        path: older.store.path, socketPath: "/tmp/s", indexesInBackground: inBackground,
        whenIndexed: whenIndexed))
  }

  private func found(_ query: String, _ store: Store, _ older: TemporaryStore) async throws
    -> [String]
  {
    try await older.search(query, in: store.scoped(to: store.owner(peer: .own))).data
      .compactMap { $0.message?.content }
  }

  private func holdsUnfolded(_ store: Store) throws -> Bool {
    try store.pool.read { db in try SearchIndex.holdsUnfolded(db) }
  }

  private func check(_ store: Store) throws {
    try store.pool.writeWithoutTransaction { db in try SearchIndex.check(db) }
  }

  @Test func `what was found before is found while it waits, and more afterwards`() async throws {
    let older = try await older()
    let store = try open(older)
    defer { store.close() }
    #expect(try await found("κόσμος", store, older) == ["κόσμος από μαλλί"])
    #expect(try await found("ёлка", store, older) == ["зелёная ёлка"])
    #expect(try await found("cafe", store, older) == ["café"])
    #expect(try await found("κοσμος", store, older).isEmpty)
    try check(store)
    #expect(try await store.write { db in try SearchIndex.foldingStep(db) } == false)
    for (query, text) in [
      ("κοσμος", "κόσμος από μαλλί"), ("елка", "зелёная ёлка"), ("strasse", "Straße"),
      ("本", "日本語"), ("café", "café"),
    ] {
      #expect(try await found(query, store, older) == [text])
    }
    #expect(try await found("wool", store, older).count == 2)
    try check(store)
    #expect(try !holdsUnfolded(store))
  }

  @Test func `what is deleted meanwhile leaves whole`() async throws {
    let older = try await older()
    let store = try open(older)
    defer { store.close() }
    let mine = store.scoped(to: try store.owner(peer: .own))
    let thread = try mine.read {
      try $0.threads(.init())
    }.data[0].id
    try await mine.write { try $0.deleteThread(thread, permanent: true) }
    try check(store)
    for query in ["κόσμος", "ёлка", "wool"] {
      #expect(try await found(query, store, older).isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `it is folded in the background, not at the start`() async throws {
    let older = try await older()
    let (indexed, told) = AsyncStream<Void>.makeStream()
    let store = try open(older, inBackground: true, whenIndexed: { told.yield() })
    defer { store.close() }
    var stops = indexed.makeAsyncIterator()
    await stops.next()
    #expect(try !holdsUnfolded(store))
    #expect(try await found("κοσμος", store, older) == ["κόσμος από μαλλί"])
    try check(store)
  }
}

extension Store {
  /// One job of the writer's queue.
  fileprivate func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      writes.submit(
        WriteQueue.Job(
          perform: { db in
            let value = try body(db)
            return { continuation.resume(returning: value) }
          }, refuse: { continuation.resume(throwing: $0) }))
    }
  }
}
