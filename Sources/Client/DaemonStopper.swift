import Identity
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

  /// How long one that does not answer may take to end in order, once it was sent SIGTERM.
  static let termMilliseconds = 15_000
  /// How long the kernel may take to end one.
  static let killMilliseconds = 5_000

  /// The process that was stopped; `nil` when none ran.
  package func stop() throws -> Int? {
    if Systemd.listensAlone(for: dialer) { return nil }
    do {
      if let connection = try dialer.connectIfRunning() { return try stop(on: connection) }
    } catch let error as ClientError {
      guard case .unreachable = error, let holder else { throw error }
      return try end(holder)
    }
    // Without its socket it can be told by a signal alone; one that is stopping already is waited for.
    guard let holder else {
      try dialer.expectNobodyByLock()
      return nil
    }
    if holder.phase == .stopping, try ends(holder.pid, within: Self.patienceMilliseconds) {
      return Int(holder.pid)
    }
    return try end(holder)
  }

  private var holder: LockHolder? { LockHolder(at: dialer.socket, database: dialer.database) }

  private func stop(on connection: Connection) throws -> Int? {
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
      // It closes its connections a moment before its locks.
    } catch let fault as Fault where fault.kind == .shuttingDown {
      // It was told before.
    } catch ClientError.timedOut {
      // It was told, and goes on.
    }
    if try ends(pid_t(pid), until: deadline) { return pid }
    guard let holder, Int(holder.pid) == pid else {
      throw ClientError.unreachable(
        "skeind (process \(pid)) was told to stop, but has not within "
          + "\(Self.patienceMilliseconds / 1000) s; its log may say why.")
    }
    return try end(holder)
  }

  /// Ends a daemon that cannot be asked to: by the process that holds the lock, and no other.
  private func end(_ found: LockHolder) throws -> Int {
    let process = "skeind (process \(found.pid))"
    for (signal, name, patience) in [
      (SIGTERM, "SIGTERM", Self.termMilliseconds), (SIGKILL, "SIGKILL", Self.killMilliseconds),
    ] {
      // Between the look and the signal it may have ended, and its number be another's.
      guard holder?.pid == found.pid else { return Int(found.pid) }
      dialer.whenNoted?("\(process) does not answer; it was sent \(name)")
      guard kill(found.pid, signal) == 0 || errno == ESRCH else {
        throw ClientError.unreachable(LibC.message("\(process) cannot be sent \(name)"))
      }
      // One that was suspended hears it only when it goes on.
      kill(found.pid, SIGCONT)
      if try ends(found.pid, within: patience) { return Int(found.pid) }
    }
    throw ClientError.unreachable("\(process) does not end, not even by SIGKILL.")
  }

  private func ends(_ pid: pid_t, within milliseconds: Int) throws -> Bool {
    try ends(pid, until: .after(milliseconds: milliseconds))
  }

  private func ends(_ pid: pid_t, until deadline: Deadline) throws -> Bool {
    var pause = Backoff()
    while Self.lives(pid) {
      guard !deadline.hasPassed else { return false }
      try pause.wait(dialer.interrupt, until: deadline)
    }
    return true
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
