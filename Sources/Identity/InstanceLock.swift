import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Ensures that only one daemon uses a database or a socket, with flock(2) on a file beside it.
///
/// The kernel releases the lock when the process ends, however it ends; the pid in the file decides
/// nothing. The file says which process holds the lock and on which socket it listens. It is never
/// unlinked: otherwise a second daemon could lock a new file of the same name.
package final class InstanceLock: Sendable {
  /// The process that holds a lock, from the content of the lock file: `pid LF socketPath LF`, then
  /// the report.
  package struct Holder: Sendable, Equatable {
    package let pid: Int32
    package let socketPath: String
    /// `nil` if the daemon wrote no report.
    package let report: Report?
  }

  /// What the holder of a socket's lock reports about itself, for clients that need to know it
  /// before they connect: `databasePath LF phase LF configuration LF`, each empty if it is not
  /// known.
  package struct Report: Sendable, Equatable {
    package enum Phase: String, Sendable {
      case starting, serving, stopping
    }

    package var databasePath: String
    package var phase: Phase
    /// The stamp of the configuration in force.
    package var configuration: String

    package init(databasePath: String, phase: Phase, configuration: String) {
      self.databasePath = databasePath
      self.phase = phase
      self.configuration = configuration
    }
  }

  package enum Failure: Error, Equatable {
    /// Another daemon runs. `nil` if it has not written the lock file yet.
    case taken(Holder?)
    /// The file system of the lock file has no locks.
    case noLocks
    /// The lock file can't be used: the step that failed, and its errno.
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

  /// Writes a new report; false, with errno, if that fails: then the old report stays.
  package func say(_ report: Report) -> Bool {
    descriptor.withLock { file in
      file < 0 || Self.write(head + report.lines, to: file)
    }
  }

  deinit {
    release()
  }

  /// Releases the lock, so that another daemon can start; a second call does nothing.
  package func release() {
    descriptor.withLock { file in
      guard file >= 0 else { return }
      // A child process between fork and exec has a copy of the descriptor: if only ours were
      // closed, the child would keep the lock.
      flock(file, LOCK_UN)
      close(file)
      file = -1
    }
  }

  /// The holder that the lock file at `path` names, for clients that look for the daemon. The lock
  /// itself is not tested, so the daemon may be gone.
  package static func holder(at path: String) -> Holder? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return holder(file)
  }
}

extension InstanceLock {
  /// Reads the holder, and waits for it if necessary: the holder writes the file just after it
  /// locks.
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

  /// Room for three paths and the text between them.
  private static let contentLimitBytes = 16 << 10

  /// Replaces the content. If the new text is shorter, lines of the old one follow it for a moment.
  private static func write(_ text: String, to file: Int32) -> Bool {
    let content = Array(text.utf8)
    return pwrite(file, content, content.count, 0) == content.count
      && ftruncate(file, off_t(content.count)) == 0
  }
}

extension InstanceLock.Holder {
  /// `nil` if the text is incomplete or has another format.
  package init?(text: String) {
    // Split by bytes, because CR LF would be one character.
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
  /// The report as lines; a path that contains a line feed is left out.
  fileprivate var lines: String {
    func line(_ text: String) -> String {
      (text.utf8.contains(UInt8(ascii: "\n")) ? "" : text) + "\n"
    }
    return line(databasePath) + line(phase.rawValue) + line(configuration)
  }
}
