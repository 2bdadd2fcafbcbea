import Identity
import Testing
import Wire

@testable import Store

struct UsersTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `the daemon's own uid has its user from the start, and is an operator`() throws {
    let user = try temporary.mine.read { try $0.user() }
    #expect(user.email == DaemonUser.email)
    #expect(user.preferences == .empty)
    let owner = try temporary.store.owner(peer: .own)
    #expect(owner.via == .peer)
    #expect(owner.isOperator)
  }

  @Test func `a uid without an account is unauthenticated`() throws {
    try temporary.sql(
      "DROP TRIGGER account_keeps_its_place; UPDATE account SET account_id = '999999'")
    #expect(throws: Fault.self) { try temporary.store.owner(peer: .own) }
    let peer = try PeerCredentials.own
    #expect { try temporary.store.owner(peer: peer) } throws: { error in
      (error as? Fault)?.kind == .unauthenticated
    }
  }

  @Test func `the user is the same after a restart`() throws {
    let before = try temporary.mine.read { try $0.user() }
    let id = temporary.store.databaseID
    temporary.store.close()
    let again = try Store(opening: temporary.store.configuration)
    #expect(again.databaseID == id)
    #expect(try again.scoped(to: again.owner(peer: .own)).read { try $0.user() } == before)
  }
}
