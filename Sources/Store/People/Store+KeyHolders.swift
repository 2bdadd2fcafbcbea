import GRDB
package import Wire

extension Store {
  /// The users who keep a key of their own for a provider.
  package func keyHolders(of provider: String) throws -> Set<UserKey> {
    try translated {
      try loopReader.unsafeRead { db in
        Set(try db.all(AccountSQL.holders, .text(provider)) { UserKey(row: $0.int64()) })
      }
    }
  }
}
