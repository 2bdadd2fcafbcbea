import Foundation
import GRDB
import Identity
import Testing
import Wire

@testable import Store

struct SessionsTests {
  let temporary: TemporaryStore
  private var store: Store { temporary.store }
  private var mine: OwnedStore { temporary.mine }

  init() throws {
    temporary = try TemporaryStore()
  }

  private func create(
    _ params: SessionCreate.Params = .init(), in owned: OwnedStore? = nil
  ) async throws -> SessionCreate.Result {
    try await (owned ?? mine).write { [ids = temporary.ids] in
      try $0.createSession(params, made: ids.next())
    }
  }

  @Test func `a token has 256 bits and stands nowhere in the files but as its hash`() async throws {
    let made = try await create(.init(name: Label(trusted: "box")))
    #expect(made.token.utf8.count == 43)
    #expect(try await create().token != made.token)
    let hash = try await store.pool.read {
      try Data.fetchOne($0, sql: "SELECT token_hash FROM session ORDER BY id LIMIT 1")
    }
    #expect(hash.map { Array($0) } == SessionToken.hash(of: made.token))
    for path in [store.path, store.path + "-wal"] {
      #expect(try !Files.bytes(path).contains(sequence: made.token))
    }
  }

  @Test func `a token speaks for its user, and is no operator's`() async throws {
    let made = try await create()
    let owner = try store.owner(token: made.token)
    #expect(owner.via == .token)
    #expect(!owner.isOperator)
    #expect(owner.key == (try store.owner(peer: .own)).key)
    #expect(owner.cameWith(made.session.id))
    let user = try store.scoped(to: owner).read { try $0.user() }
    #expect(user == (try mine.read { try $0.user() }))
  }

  @Test func `a token is refused when it is unknown, expired or revoked, also on the way`()
    async throws
  {
    #expect(throws: Fault.self) { try store.owner(token: "nonsense") }
    let made = try await create()
    let owned = store.scoped(to: try store.owner(token: made.token))
    try await mine.write { try $0.revokeSession(made.session.id) }
    #expect(throws: Fault.self) { try store.owner(token: made.token) }
    let read = await kind { _ = try owned.read { try $0.user() } }
    #expect(read == .unauthenticated)
    let written = await kind { try await temporary.thread(in: owned) }
    #expect(written == .unauthenticated)
    // The clock goes a second at each look.
    let brief = try await create(.init(expiresInSeconds: SessionSeconds(trusted: 3)))
    for _ in 0..<3 { _ = store.configuration.now() }
    let late = await kind { _ = try store.owner(token: brief.token) }
    #expect(late == .unauthenticated)
  }

  @Test func `a session that is revoked hands its number to nobody`() async throws {
    let made = try await create()
    let owned = store.scoped(to: try store.owner(token: made.token))
    try await mine.write { try $0.revokeSession(made.session.id) }
    let row = "SELECT max(id) FROM session"
    let next = try await create()
    #expect(try temporary.number(row) == 1)
    #expect(await kind { _ = try owned.read { try $0.user() } } == .unauthenticated)
    #expect(throws: Never.self) { try store.owner(token: next.token) }
  }

  @Test func `its use is written down by writes, at most once a minute, and never by a read`()
    async throws
  {
    let made = try await create()
    let owned = store.scoped(to: try store.owner(token: made.token))
    func usedAt() throws -> Timestamp? {
      try mine.read { try $0.sessions(limit: .standard, cursor: nil).data.first?.lastUsedAt }
    }
    _ = try owned.read { try $0.user() }
    _ = try await owned.scan { try $0.user() }
    #expect(try usedAt() == nil)
    try await temporary.thread(in: owned)
    let first = try #require(try usedAt())
    try await temporary.thread(in: owned)
    #expect(try usedAt() == first)
    for _ in 0..<61 { _ = store.configuration.now() }
    try await temporary.thread(in: owned)
    #expect(try #require(try usedAt()).milliseconds >= first.milliseconds + 60_000)
  }

  @Test func `expired sessions go when the next is made`() async throws {
    _ = try await create(.init(expiresInSeconds: SessionSeconds(trusted: 1)))
    for _ in 0..<3 { _ = store.configuration.now() }
    let kept = try await create()
    let page = try mine.read { try $0.sessions(limit: .standard, cursor: nil) }
    #expect(page.data.map(\.id) == [kept.session.id])
  }

  @Test func `an operator makes one for somebody else, whose event it is`() async throws {
    let stranger = try temporary.stranger()
    let them = try stranger.read { try $0.user() }
    let before = try mine.read { try $0.changeCount() }
    let made = try await create(.init(userId: them.id))
    #expect(try mine.read { try $0.changeCount() } == before)
    #expect(try stranger.read { try $0.changeCount() } == 1)
    #expect(try store.owner(token: made.token).key == stranger.owner.key)
    let refused = await kind { _ = try await create(.init(userId: them.id), in: stranger) }
    #expect(refused == .forbidden)
    let owned = store.scoped(to: try store.owner(token: try await create().token))
    let byToken = await kind { _ = try await create(.init(userId: them.id), in: owned) }
    #expect(byToken == .forbidden)
    let unknown = await kind { _ = try await create(.init(userId: temporary.ids.next())) }
    #expect(unknown == .notFound)
  }

  @Test func `lists read their index`() throws {
    for sql in [SessionSQL.list, AccountSQL.list] {
      let plan = try temporary.plan(sql)
      #expect(plan.count == 1 && plan[0].contains("_by_user (user=? AND rowid<?)"), "\(plan)")
    }
    let secret = try temporary.plan(AccountSQL.secret)
    #expect(secret.contains { $0.contains("user=? AND provider_id=?") }, "\(secret)")
    let token = try temporary.plan("SELECT user FROM session WHERE token_hash = ?1")
    #expect(token.first?.contains("(token_hash=?)") == true, "\(token)")
  }
}
