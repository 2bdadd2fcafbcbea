#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process that listens at a socket, as the kernel reports it.
struct ListeningProcess: Equatable {
  /// 0 where the kernel does not report it.
  let pid: Int32
  let path: String

  /// The program's name; `nil` where it cannot be found out. At most 15 bytes on Linux (proc(5)).
  var name: String? { Self.name(of: pid) }

  private static func name(of pid: Int32) -> String? {
    SmallFile.read("/proc/\(pid)/comm", limit: 64).map {
      String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
  }

  /// Whether a service manager listens in place of a daemon that it has started, or is about to
  /// start.
  var isServiceManager: Bool { pid == 1 || name == "systemd" }

  /// Whether this process wrote the lock beside the socket.
  func has(_ lock: LockFile?) -> Bool { pid != 0 && lock?.pid == pid }

  /// Whether the daemon that the lock beside the socket names is the one at the other end: this
  /// process itself, or a daemon for which a service manager listens.
  func serves(_ lock: LockFile?) -> Bool {
    guard let lock else { return false }
    return has(lock) || (isServiceManager && Self.name(of: lock.pid) == "skeind")
  }

  /// Whether the process is known not to be a daemon: neither its name nor the lock beside the
  /// socket says that it is one. About a process that has just ended nothing is known.
  var isForeign: Bool {
    guard pid != 0, !isServiceManager, name != "skeind", !has(LockFile(besideSocket: path)) else {
      return false
    }
    return name != nil || ProcessState(of: pid) != .gone
  }

  /// The message about a process that is no daemon; `deed` says what it does, after its name.
  func refusal(_ deed: String) -> String {
    "\(self) listens at \(path), \(deed), and is not skeind: end it, or name another socket with "
      + "SKEIN_SOCKET or --socket."
  }

  /// The error for its silence.
  var unheard: ClientError { isForeign ? .foreign(silence) : .unreachable(silence) }

  /// The message about a process that has been silent for too long.
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
