/// The version of skein and of its protocol.
package enum Version {
  package static let current = "0.1.0"
  /// Raised when a change would break clients of the previous number.
  package static let protocolNumber = 1
}
