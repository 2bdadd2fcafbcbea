/// A message that the daemon sends unasked, on a connection that asked to follow something.
package protocol Notification: Sendable {
  associatedtype Params: Payload

  /// `noun/pastOrProgress`, as it stands on the wire.
  static var name: String { get }
  static var summary: String { get }
  static var example: Params { get }
}
