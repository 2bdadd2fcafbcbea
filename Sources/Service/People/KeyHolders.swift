import Store
import Synchronization
import Wire

/// The users that keep a key of their own for one provider, known without a query.
final class KeyHolders: Sendable {
  let provider: String
  private let users: Mutex<Set<UserKey>>

  init(of provider: String, _ users: Set<UserKey> = []) {
    self.provider = provider
    self.users = Mutex(users)
  }

  func contains(_ user: UserKey) -> Bool {
    users.withLock { $0.contains(user) }
  }

  /// Takes up what a change of accounts has left, before it is certain: where it is not, who is
  /// taken for a holder is told that there is no key.
  func note(_ changes: borrowing Changes) throws {
    let user = changes.rows.owner.key
    let isHolder = try changes.rows.keepsKey(of: provider)
    users.withLock { users in
      if isHolder { _ = users.insert(user) } else { _ = users.remove(user) }
    }
  }
}
