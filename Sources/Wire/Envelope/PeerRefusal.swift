/// Why a client is disconnected as soon as it connects.
package enum PeerRefusal: Error, Equatable, Sendable {
  /// Its uid has no user, and the setting `others` is refuse.
  case noUser
  /// Its user could not be looked up, for this reason.
  case lookupFailed(String)
  /// The daemon has not opened its database yet.
  case notOpen
}
