/// One client's end of a connection, as whoever answers it sees it. Safe from any thread.
package protocol Outlet: AnyObject, Sendable {
  /// Queues one whole message, without framing; messages leave in the order of these calls.
  func send(_ message: [UInt8])
  /// What was queued and the client has not read yet.
  var unreadBytes: Int { get }
  /// Runs `body` once, when less than so many bytes are unread; at once when that is so. Nobody
  /// may count on it once the client is gone.
  func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void)
  /// Flushes what is queued, then disconnects.
  func close()
}

/// What answers one connection. Calls come in the order of arrival, on the connection's event loop.
package protocol Endpoint: AnyObject, Sendable {
  /// Must return soon: whatever takes time ends the call later.
  func receive(_ call: Call)
  /// Both directions are closed, or reset. Nothing comes after it.
  func disconnected()
}
