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
  /// Who holds a lock: the content of its file, `pid LF socketPath LF`.
  package struct Holder: Sendable, Equatable {
    package let pid: Int32
    package let socketPath: String
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

  /// Takes the lock on `path`, or fails at once.
  package init(path: String, socketPath: String) throws(Failure) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .machine(step: "open \(path)", errno: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      defer { close(file) }
      if reason == EWOULDBLOCK { throw .taken(Self.patientHolder(file)) }
      throw FileLocks.areMissing(reason) ? .noLocks : .machine(step: "lock \(path)", errno: reason)
    }
    let content = Array("\(getpid())\n\(socketPath)\n".utf8)
    guard pwrite(file, content, content.count, 0) == content.count,
      ftruncate(file, off_t(content.count)) == 0
    else {
      let reason = errno
      close(file)
      throw .machine(step: "write \(path)", errno: reason)
    }
    descriptor = Mutex(file)
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
    var content = [UInt8](repeating: 0, count: 8192)
    let count = pread(file, &content, content.count, 0)
    guard count > 0, content[count - 1] == UInt8(ascii: "\n"),
      let end = content[..<count].firstIndex(of: UInt8(ascii: "\n")), end < count - 1,
      let pid = Int32(String(decoding: content[..<end], as: UTF8.self))
    else { return nil }
    return Holder(
      pid: pid, socketPath: String(decoding: content[(end + 1)..<(count - 1)], as: UTF8.self))
  }
}
