package import Identity
package import Wire

/// The process at the other end of a connection, as the kernel reports it.
package typealias Peer = PeerCredentials

/// The user whose rows may be accessed. Only `Store` makes it, from a peer's credentials or a
/// token; no other code knows which row of `user` it stands for.
package struct Owner: Hashable, Sendable {
  /// A row number is never used again (AUTOINCREMENT), so an owner whose user was erased does no
  /// harm.
  let user: Int64
  package let via: Whoami.Via
  package let isOperator: Bool
  /// The login of a connection with a token; `nil` for a peer, which needs none.
  let login: Login?

  init(user: Int64, via: Whoami.Via, isOperator: Bool, login: Login? = nil) {
    self.user = user
    self.via = via
    self.isOperator = isOperator
    self.login = login
  }

  /// Whether the connection logged in with this session's token.
  package func cameWith(_ session: SessionID) -> Bool { login?.session == session }

  /// When its token expires; `nil` for a peer, which has no token.
  package var expiresAt: Timestamp? { login?.expiresAt }

  package var key: UserKey { UserKey(row: user) }
}

/// A login with a session's token. It holds the token's hash, not the session's row, because row
/// numbers are used again.
struct Login: Hashable, Sendable {
  let session: SessionID
  /// SHA-256.
  let tokenHash: [UInt8]
  let expiresAt: Timestamp
}
