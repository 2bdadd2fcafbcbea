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
  /// The token that it came with; `nil` for a peer, who needs none.
  let login: Login?

  init(user: Int64, via: Whoami.Via, isOperator: Bool, login: Login? = nil) {
    self.user = user
    self.via = via
    self.isOperator = isOperator
    self.login = login
  }

  /// Whether it came with this session's token.
  package func cameWith(_ session: SessionID) -> Bool { login?.session == session }

  /// When its token is no longer accepted; `nil` for a peer, whom nothing expires.
  package var expiresAt: Timestamp? { login?.expiresAt }

  package var key: UserKey { UserKey(row: user) }
}

/// A session as long as its token holds. By the token's hash, not by the row: a row's number is used
/// again.
struct Login: Hashable, Sendable {
  let session: SessionID
  /// SHA-256.
  let tokenHash: [UInt8]
  let expiresAt: Timestamp
}
