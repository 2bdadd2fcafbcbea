/// One client's end of a connection, as whoever answers it sees it. Safe from any thread.
package protocol Outlet: AnyObject, Sendable {
  /// Queues one whole message, without framing; messages leave in the order of these calls.
  ///
  /// What a call is answered waits for the client however long it takes; a client that leaves too
  /// much unread of these messages is disconnected.
  func send(_ message: [UInt8])
  /// What was queued and the client has not read yet.
  var unreadBytes: Int { get }
  /// Whether nobody can read what is sent any more: what only its answer is for need not be done.
  var isAbandoned: Bool { get }
  /// Whether the memory that all clients share has room for an answer of so many bytes.
  func admits(_ bytes: Int) -> Bool
  /// Runs `body` once, when less than so many bytes are unread or the client is gone; at once when
  /// that is so.
  func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void)
  /// Flushes what is queued, then disconnects.
  func close()
}

/// What answers one connection. Calls come one after another in the order of arrival, on the
/// connection's event loop; a large one on a thread of its own.
package protocol Endpoint: AnyObject, Sendable {
  /// Must return soon: whatever takes time ends the call later.
  func receive(_ call: Call)
  /// Both directions are closed, or reset. Nothing comes after it.
  func disconnected()
}
