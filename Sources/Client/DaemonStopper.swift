import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Stops a running daemon and waits until it is gone: its turns ended, its locks free.
package struct DaemonStopper {
  /// Longer than the daemon's own grace period.
  package static let patienceMilliseconds = 60_000

  private let dialer: Dialer

  package init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// The process that was stopped; `nil` when none ran.
  package func stop() throws -> Int? {
    if Systemd.listensAlone(for: dialer) { return nil }
    guard let connection = try dialer.connectIfRunning() else {
      try dialer.expectNobodyByLock()
      return nil
    }
    let deadline = Deadline.after(milliseconds: Self.patienceMilliseconds)
    guard let pid = try connection.call(ServerInfo.self, NoParams(), until: deadline).pid else {
      // Whoever is not told its process is no operator, and hears that here.
      _ = try connection.call(ServerShutdown.self, NoParams(), until: deadline)
      return nil
    }
    do {
      _ = try connection.call(ServerShutdown.self, NoParams(), until: deadline)
      while true { _ = try connection.receive(until: deadline) }
    } catch ClientError.disconnected {
      try waitForEnd(of: pid, until: deadline)
      return pid
    } catch let fault as Fault where fault.kind == .shuttingDown {
      try waitForEnd(of: pid, until: deadline)
      return pid
    } catch ClientError.timedOut {
      throw ClientError.unreachable(
        "skeind (pid \(pid)) was told to stop, but has not within "
          + "\(Self.patienceMilliseconds / 1000) s; its log may say why.")
    }
  }

  /// It closes its connections a moment before its locks.
  private func waitForEnd(of pid: Int, until deadline: Deadline) throws {
    var pause = Backoff()
    while Self.lives(pid_t(pid)) {
      guard !deadline.hasPassed else { throw ClientError.timedOut }
      try pause.wait(dialer.interrupt, until: deadline)
    }
  }

  /// A process that nobody has reaped is as good as gone.
  private static func lives(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    guard let bytes = SmallFile.read("/proc/\(pid)/stat", limit: 8192),
      let end = bytes.lastIndex(of: UInt8(ascii: ")")), end + 2 < bytes.count
    else { return true }
    return bytes[end + 2] != UInt8(ascii: "Z") && bytes[end + 2] != UInt8(ascii: "X")
  }
}
