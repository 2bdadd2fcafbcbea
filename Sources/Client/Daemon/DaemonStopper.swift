import Identity
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Stops a running daemon and waits until it has gone: its turns ended, its locks free.
package struct DaemonStopper {
  /// Longer than the daemon's own grace period.
  package static let patienceMilliseconds = 60_000

  private let dialer: Dialer

  package init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// How long a daemon may take to answer its identity. SIGTERM, which is sent then, does no harm
  /// to one that is only slow.
  static let answerMilliseconds = 2_000
  /// How long a daemon that did not answer may take to end in order after SIGTERM.
  static let termMilliseconds = 2_500
  /// How long it may take to leave at once, as a second SIGTERM asks.
  static let leaveMilliseconds = 500
  /// How long the kernel may take to end a process after SIGKILL.
  static let killMilliseconds = 5_000

  /// Returns the process that was stopped; `nil` when none ran.
  package func stop() throws -> Int? {
    if Systemd.listensAlone(for: dialer) { return nil }
    // A suspended daemon cannot answer, so it is not asked.
    if let holder, ProcessState(of: holder.pid) == .suspended { return try end(holder) }
    do {
      let answerDeadline = Deadline.after(milliseconds: Self.answerMilliseconds)
      if let connection = try dialer.found(until: answerDeadline) {
        return try stop(on: connection, answeredUntil: answerDeadline)
      }
    } catch let error as ClientError {
      guard error.isSilence, let holder else { throw error }
      return try end(holder)
    }
    try dialer.expectNobodyByLock()
    // Without a socket it can only be sent a signal; one that is stopping already is waited for.
    guard let holder else { return nil }
    if holder.phase == .stopping, try ends(holder.pid, within: Self.patienceMilliseconds) {
      return Int(holder.pid)
    }
    return try end(holder)
  }

  private var holder: LockHolder? { LockHolder(at: dialer.socket, database: dialer.database) }

  private func stop(on connection: Connection, answeredUntil soon: Deadline) throws -> Int? {
    let deadline = Deadline.after(milliseconds: Self.patienceMilliseconds)
    // A daemon that a service manager starts for this very call takes as long as a start takes.
    let process = connection.process
    let isYetToStart =
      process.isServiceManager && !process.serves(LockFile(besideSocket: connection.path))
    let info = try connection.call(
      ServerInfo.self, NoParams(), until: isYetToStart ? deadline : soon)
    guard let pid = info.pid else {
      // A client to which the process was not sent is no operator; this call answers that as an
      // error.
      _ = try connection.call(ServerShutdown.self, NoParams(), until: deadline)
      return nil
    }
    do {
      _ = try connection.call(ServerShutdown.self, NoParams(), until: deadline)
      try awaitEnd(of: connection, until: deadline)
    } catch ClientError.disconnected {
      // The daemon closes its connections a moment before it frees its locks.
    } catch let fault as Fault where fault.kind == .shuttingDown {
      // It is stopping already.
    } catch ClientError.timedOut {
      // It has received the request, and continues.
    }
    if try ends(pid_t(pid), until: deadline) { return pid }
    guard let holder, Int(holder.pid) == pid else {
      throw ClientError.unreachable(
        "skeind (process \(pid)) was told to stop, but has not within "
          + "\(Self.patienceMilliseconds / 1000) s; its log may say why.")
    }
    return try end(holder)
  }

  /// How long a daemon may take to close its connections before that is told.
  static let quietMilliseconds = 1_000

  /// Returns only by an error: that the connection was closed, or that the time is over.
  private func awaitEnd(of connection: Connection, until deadline: Deadline) throws {
    do {
      let soon = Deadline.after(milliseconds: Self.quietMilliseconds)
      while true { _ = try connection.receive(until: soon) }
    } catch ClientError.timedOut {
      dialer.whenNoted?("skeind is stopping; it waits for the answers that are being written")
    }
    while true { _ = try connection.receive(until: deadline) }
  }

  /// Ends a daemon that cannot be asked to stop: only the process that holds the lock.
  private func end(_ found: LockHolder) throws -> Int {
    let owner = SystemUser(ofProcess: found.pid).flatMap { $0.uid == geteuid() ? nil : $0 }
    let process = "skeind (process \(found.pid)\(owner.map { ", of \($0)" } ?? ""))"
    guard owner == nil || geteuid() == 0 else {
      throw ClientError.foreign("\(process) does not answer; only its user or root can end it.")
    }
    for (signal, words, patience) in [
      (SIGTERM, "does not answer; it was sent SIGTERM", Self.termMilliseconds),
      (SIGTERM, "has not ended; it was sent SIGTERM again", Self.leaveMilliseconds),
      (SIGKILL, "has not ended; it was sent SIGKILL", Self.killMilliseconds),
    ] {
      // It may have ended between the check and the signal, and its number may be another
      // process's.
      guard holder?.pid == found.pid else { return Int(found.pid) }
      dialer.whenNoted?("\(process) \(words)")
      guard kill(found.pid, signal) == 0 || errno == ESRCH else {
        throw ClientError.unreachable(LibC.message("\(process) cannot be sent a signal"))
      }
      // A suspended process handles the signal only when it continues.
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
    while ProcessState(of: pid) != .gone {
      guard !deadline.hasPassed else { return false }
      try pause.wait(dialer.interrupt, until: deadline)
    }
    return true
  }
}

extension ClientError {
  /// Whether the error may come from a daemon that runs but does not answer.
  fileprivate var isSilence: Bool {
    switch self {
    case .unreachable, .timedOut: true
    case .untrusted, .foreign, .disconnected, .malformed, .unknownFault, .usage, .system,
      .interrupted, .outputClosed:
      false
    }
  }
}
