import Wire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Listener {
  /// So many are told; who comes after them is left to the next daemon.
  private static let turnedAwayLimit = 64
  /// What is read of each, so that nothing of theirs is unread when the connection is closed.
  private static let readsLimit = 256

  /// Tells whoever waits at the socket that the service manager handed over why nobody comes.
  ///
  /// The manager starts the daemon as long as somebody waits there: left waiting, they would have it
  /// fail again and again, and would never know why.
  package static func turnAwayWaiting(because why: String) {
    do throws(ListenFailure) {
      guard let descriptor = try InheritedSocket.claimed() else { return }
      turnAway(from: descriptor, because: why)
    } catch {
      // What was handed over is no socket: nobody waits there.
      return
    }
  }

  static func turnAway(from descriptor: Int32, because why: String) {
    let line = Outbound.answer(nil, fault: .notStarting(why)) + [UInt8(ascii: "\n")]
    LibC.ignoreBrokenPipes()
    // The manager's descriptor is this one: it has to be as it was for the next daemon.
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, flags) }
    for _ in 0..<turnedAwayLimit {
      let waiting = accept(descriptor, nil, nil)
      guard waiting >= 0 else { return }
      _ = line.withUnsafeBytes { write(waiting, $0.baseAddress, $0.count) }
      // Closed at once, what the client has sent would reset the connection and lose the line.
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
