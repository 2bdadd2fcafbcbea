/// The one place where the version stands.
package enum Version {
  package static let current = "0.1.0"
  /// Raised when a client that knows the last one would break.
  package static let protocolNumber = 1
}
