/// A message that is no answer: the daemon sends it on a connection that follows something.
package protocol Notification: Sendable {
  associatedtype Params: Payload

  /// `noun/pastOrProgress`, as sent on the wire.
  static var name: String { get }
  static var summary: String { get }
  static var example: Params { get }
}
