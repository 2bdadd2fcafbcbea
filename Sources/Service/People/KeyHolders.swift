import Store
import Synchronization
import Wire

/// The users who keep a key of their own for one provider, in memory, so that no query is needed.
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

  /// Looks at one user again after a change of their accounts. The change is not committed yet; if it
  /// fails, the user is at worst told that there is no key.
  func note(_ changes: borrowing Changes) throws {
    let user = changes.rows.owner.key
    let isHolder = try changes.rows.keepsKey(of: provider)
    users.withLock { users in
      if isHolder { _ = users.insert(user) } else { _ = users.remove(user) }
    }
  }
}
