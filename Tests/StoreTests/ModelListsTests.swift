import GRDB
import Testing
import Wire

@testable import Store

/// What providers listed, and options of threads, as they are kept.
struct ModelListsTests {
  private let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func keep(_ list: KeptModelList) async throws {
    try await withCheckedThrowingContinuation { continuation in
      temporary.store.keep(list) { continuation.resume(with: $0) }
    }
  }

  private func list(_ names: [String]?, user: UserKey? = nil, at place: String = "a")
    -> KeptModelList
  {
    KeptModelList(
      provider: "p", user: user, source: Fingerprint(Array(place.utf8)), names: names)
  }

  @Test func `the last list of a provider is kept, one for each key that opens it`() async throws {
    let me = try temporary.store.owner(peer: .own).key
    try await keep(list(["one"]))
    try await keep(list(["mine", "vendor/“two”"], user: me))
    try await keep(list(nil, at: "b"))
    let kept = try temporary.store.modelLists()
    #expect(kept == [list(nil, at: "b"), list(["mine", "vendor/“two”"], user: me)])
  }

  @Test func `a user's own list goes with the user, and none is kept for one who is gone`()
    async throws
  {
    let me = try temporary.store.owner(peer: .own).key
    try await keep(list(["one"]))
    try await keep(list(["mine"], user: me))
    try await temporary.store.pool.write { db in
      try db.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [me.row])
    }
    try await keep(list(["mine"], user: me))
    #expect(try temporary.store.modelLists() == [list(["one"])])
  }

  @Test(arguments: [
    "UPDATE thread SET options = '{\"a\":}'", "UPDATE thread SET options = '[]'",
    "INSERT INTO model_list (provider, source, names, listed_at) VALUES ('p', zeroblob(16), '[1', 1)",
    "INSERT INTO model_list (provider, source, names, listed_at) VALUES ('p', zeroblob(16), '{}', 1)",
  ])
  func `what is no JSON of its kind is refused by the schema`(sql: String) async throws {
    try await temporary.thread()
    await #expect(throws: DatabaseError.self) {
      try await temporary.store.pool.write { db in try db.execute(sql: sql) }
    }
  }
}
