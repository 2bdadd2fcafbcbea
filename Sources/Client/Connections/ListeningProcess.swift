#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who listens at a socket, as the kernel says.
struct ListeningProcess: Equatable {
  /// 0 where the kernel does not tell.
  let pid: Int32
  let path: String

  /// What the program is called; `nil` where nobody knows. At most 15 bytes on Linux (proc(5)).
  var name: String? { Self.name(of: pid) }

  private static func name(of pid: Int32) -> String? {
    SmallFile.read("/proc/\(pid)/comm", limit: 64).map {
      String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
  }

  /// A service manager listens in place of a daemon that it has started, or is about to.
  var isServiceManager: Bool { pid == 1 || name == "systemd" }

  /// Whether the lock beside the socket is its own.
  func has(_ lock: LockFile?) -> Bool { pid != 0 && lock?.pid == pid }

  /// Whether the daemon that the lock beside the socket names is the one that is spoken to: this
  /// process, or the one that a service manager has listen in its place.
  func serves(_ lock: LockFile?) -> Bool {
    guard let lock else { return false }
    return has(lock) || (isServiceManager && Self.name(of: lock.pid) == "skeind")
  }

  /// Whether it is known to be no daemon: neither its name nor the lock beside the socket says that
  /// it is one. Of one that has just ended nothing is known any more.
  var isForeign: Bool {
    guard pid != 0, !isServiceManager, name != "skeind", !has(LockFile(besideSocket: path)) else {
      return false
    }
    return name != nil || ProcessState(of: pid) != .gone
  }

  /// What to say of one that is no daemon; `deed` is what it does, after its name.
  func refusal(_ deed: String) -> String {
    "\(self) listens at \(path), \(deed), and is not skeind: end it, or name another socket with "
      + "SKEIN_SOCKET or --socket."
  }

  /// The error that its silence is.
  var unheard: ClientError { isForeign ? .foreign(silence) : .unreachable(silence) }

  /// What to say of one that has been silent for too long.
  var silence: String {
    let lock = LockFile(besideSocket: path)
    if has(lock) || name == "skeind" || isServiceManager {
      let process = lock.map { $0.pid } ?? pid
      return "skeind (process \(process)) at \(path) does not answer: skein daemon stop ends it, "
        + "and the next command starts another."
    }
    return refusal("does not answer")
  }
}

extension ListeningProcess: CustomStringConvertible {
  var description: String {
    let words = name.map { "\($0) (process \(pid))" }
    return words ?? (pid == 0 ? "Another program" : "Process \(pid)")
  }
}
