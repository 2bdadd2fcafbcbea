/// Where the messages to one client go. Can be used from any thread.
package protocol Outlet: AnyObject, Sendable {
  /// Queues one complete message, without framing; messages are sent in the order of these calls.
  ///
  /// The answers to calls wait for the client as long as it takes; a client that leaves too much of
  /// the messages of this function unread is disconnected.
  func send(_ message: [UInt8])
  /// How many queued bytes the client has not read yet.
  var unreadBytes: Int { get }
  /// Whether the client can no longer read anything: work that only serves an answer can be
  /// skipped.
  var isAbandoned: Bool { get }
  /// Whether the memory that all clients share has room for an answer of this size.
  func admits(_ bytes: Int) -> Bool
  /// Runs `body` once, as soon as fewer than `bytes` bytes are unread or the client is gone; at
  /// once if that is already true.
  func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void)
  /// Sends what is queued, then disconnects.
  func close()
}

/// Answers the calls of one connection. They come one at a time in the order of arrival, on the
/// connection's event loop; a large one comes on a thread of its own.
package protocol Endpoint: AnyObject, Sendable {
  /// Handles one call. Must return soon: work that takes time ends the call later.
  func receive(_ call: Call)
  /// Both directions were closed or reset. No call follows.
  func disconnected()
}
