import Wire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Listener {
  /// The most clients that are informed; the next daemon answers the rest.
  private static let turnedAwayLimit = 64
  /// The most reads from each client, so that none of its data is unread when the connection
  /// closes.
  private static let readsLimit = 256

  /// Tells the clients that wait at the service manager's socket why the daemon can't start.
  ///
  /// The service manager starts the daemon as long as a client waits there: without an answer, the
  /// clients would make it fail again and again, and would never learn why.
  package static func turnAwayWaiting(because why: String) {
    do throws(ListenFailure) {
      guard let descriptor = try InheritedSocket.claimed() else { return }
      turnAway(from: descriptor, because: why)
    } catch {
      // What the service manager passed is no socket, so no client waits there.
      return
    }
  }

  static func turnAway(from descriptor: Int32, because why: String) {
    let line = Outbound.answer(nil, fault: .notStarting(why)) + [UInt8(ascii: "\n")]
    LibC.ignoreBrokenPipes()
    // The service manager shares this descriptor, so its flags must be restored for the next
    // daemon.
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, flags) }
    for _ in 0..<turnedAwayLimit {
      let waiting = accept(descriptor, nil, nil)
      guard waiting >= 0 else { return }
      _ = line.withUnsafeBytes { write(waiting, $0.baseAddress, $0.count) }
      // If it were closed at once, unread data of the client would reset the connection and lose
      // the line.
      shutdown(waiting, Int32(SHUT_WR))
      var rest = [UInt8](repeating: 0, count: 4096)
      var ready = pollfd(fd: waiting, events: Int16(POLLIN), revents: 0)
      for _ in 0..<readsLimit {
        guard poll(&ready, 1, 100) > 0, read(waiting, &rest, rest.count) > 0 else { break }
      }
      close(waiting)
    }
  }
}
