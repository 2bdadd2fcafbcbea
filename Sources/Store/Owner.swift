package import Identity
package import Wire

/// Who holds the other end, as the kernel says.
package typealias Peer = PeerCredentials

/// Whose rows may be seen. Made by `Store` alone, from a peer's credentials or a token; which row
/// of `user` it stands for is nobody else's business.
package struct Owner: Hashable, Sendable {
  /// A row number is never used again (AUTOINCREMENT), so an owner outlives its user harmlessly.
  let user: Int64
  package let via: Whoami.Via
  package let isOperator: Bool

  package var key: UserKey { UserKey(row: user) }
}

/// Tells users apart, however they came: by peer or by token, operator or not.
package struct UserKey: Hashable, Sendable {
  let row: Int64
}
