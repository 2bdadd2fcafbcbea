import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Proof that no other daemon uses one database or one socket: flock(2) on a file beside it.
///
/// The kernel drops the lock with the process, however that ends; a pid decides nothing. The file
/// says who holds the lock and where to reach them, and is never unlinked: a second daemon could
/// otherwise lock a new file of the same name.
package final class InstanceLock: Sendable {
  /// Who holds a lock: the content of its file, `pid LF socketPath LF`, and after it the report.
  package struct Holder: Sendable, Equatable {
    package let pid: Int32
    package let socketPath: String
    /// `nil` in a lock of a daemon that says no more of itself.
    package let report: Report?
  }

  /// What the holder of a socket's lock says of itself, for who looks for it and may not ask:
  /// `databasePath LF phase LF configuration LF`, each empty where it is not known.
  package struct Report: Sendable, Equatable {
    package enum Phase: String, Sendable {
      case starting, serving, stopping
    }

    package var databasePath: String
    package var phase: Phase
    /// The stamp of the configuration that is in force.
    package var configuration: String

    package init(databasePath: String, phase: Phase, configuration: String) {
      self.databasePath = databasePath
      self.phase = phase
      self.configuration = configuration
    }
  }

  package enum Failure: Error, Equatable {
    /// Another daemon runs. `nil` when it has not said yet who it is.
    case taken(Holder?)
    /// The file system of the lock file knows no locks.
    case noLocks
    /// The lock file can't be used: what was tried, and errno.
    case machine(step: String, errno: Int32)
  }

  private let descriptor: Mutex<Int32>
  private let head: String

  /// Takes the lock on `path`, or fails at once.
  package init(path: String, socketPath: String, report: Report? = nil) throws(Failure) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .machine(step: "open \(path)", errno: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      defer { close(file) }
      if reason == EWOULDBLOCK { throw .taken(Self.patientHolder(file)) }
      throw FileLocks.areMissing(reason) ? .noLocks : .machine(step: "lock \(path)", errno: reason)
    }
    head = "\(getpid())\n\(socketPath)\n"
    guard Self.write(head + (report?.lines ?? ""), to: file) else {
      let reason = errno
      close(file)
      throw .machine(step: "write \(path)", errno: reason)
    }
    descriptor = Mutex(file)
  }

  /// Says it anew; false, with errno, where that is not possible: then what was said before stands.
  package func say(_ report: Report) -> Bool {
    descriptor.withLock { file in
      file < 0 || Self.write(head + report.lines, to: file)
    }
  }

  deinit {
    release()
  }

  /// Lets the next daemon in; a second call does nothing.
  package func release() {
    descriptor.withLock { file in
      guard file >= 0 else { return }
      // A child that is between fork and exec holds a copy of the descriptor: closing ours alone
      // would leave the lock with it.
      flock(file, LOCK_UN)
      close(file)
      file = -1
    }
  }

  /// Whom the lock file at `path` names, for clients that look for the daemon; the lock itself is
  /// not asked, so the daemon may be gone.
  package static func holder(at path: String) -> Holder? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return holder(file)
  }
}

extension InstanceLock {
  /// The winner writes its name just after it has locked: a loser of a tight race waits for it.
  private static func patientHolder(_ file: Int32) -> Holder? {
    for _ in 0..<50 {
      if let holder = holder(file) { return holder }
      usleep(2000)
    }
    return nil
  }

  private static func holder(_ file: Int32) -> Holder? {
    var content = [UInt8](repeating: 0, count: contentLimitBytes)
    let count = pread(file, &content, content.count, 0)
    guard count > 0 else { return nil }
    return Holder(text: String(decoding: content[..<count], as: UTF8.self))
  }

  /// Three paths and what stands between them.
  private static let contentLimitBytes = 16 << 10

  /// What is longer than before is there at once, what is shorter after a moment in which lines of
  /// old stand behind it.
  private static func write(_ text: String, to file: Int32) -> Bool {
    let content = Array(text.utf8)
    return pwrite(file, content, content.count, 0) == content.count
      && ftruncate(file, off_t(content.count)) == 0
  }
}

extension InstanceLock.Holder {
  /// `nil` for what is not whole, or something else.
  package init?(text: String) {
    // By bytes: CR LF would be one character.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.count > 2, let pid = Int32(lines[0]), pid > 0, lines[1].utf8.first == 0x2F else {
      return nil
    }
    self.pid = pid
    socketPath = lines[1]
    guard lines.count > 5, let phase = InstanceLock.Report.Phase(rawValue: lines[3]) else {
      report = nil
      return
    }
    report = InstanceLock.Report(
      databasePath: lines[2], phase: phase, configuration: lines[4])
  }
}

extension InstanceLock.Report {
  /// A path with a line end in it is not said.
  fileprivate var lines: String {
    func line(_ text: String) -> String {
      (text.utf8.contains(UInt8(ascii: "\n")) ? "" : text) + "\n"
    }
    return line(databasePath) + line(phase.rawValue) + line(configuration)
  }
}
