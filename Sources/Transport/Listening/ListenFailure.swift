/// Why a daemon can't listen; the description says what to do.
package enum ListenFailure: Error, Equatable, Sendable {
  /// `pid` is nil when the other one has not said who it is.
  case alreadyRunning(pid: Int32?, path: String)
  case unsafeDirectory(path: String, why: String)
  case pathTooLong(path: String, bytes: Int, limit: Int)
  /// Something that is not a socket stands at the path; it was left alone.
  case notASocket(path: String)
  /// The path's file system knows no locks, which keep two daemons apart.
  case noLocks(path: String)
  /// What the service manager handed over can't be listened on.
  case inherited(why: String)
  case machine(step: String, why: String)
}

extension ListenFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .alreadyRunning(let pid, let path):
      "already running at \(path)\(pid.map { ", pid \($0)" } ?? "")"
    case .unsafeDirectory(let path, let why):
      "the socket's directory \(path) \(why); choose one of your own with mode 0700 (--socket)"
    case .pathTooLong(let path, let bytes, let limit):
      "the socket's path \(path) has \(bytes) bytes, the system allows \(limit); choose a shorter one"
        + " (--socket)"
    case .notASocket(let path):
      "\(path) is not a socket and was left alone; move it away or choose another path (--socket)"
    case .noLocks(let path):
      "the file system of \(path) has no locks: put the socket elsewhere (SKEIN_SOCKET, --socket)"
    case .inherited(let why):
      "the socket from the service manager: \(why)"
    case .machine(let step, let why):
      "\(step): \(why)"
    }
  }
}

extension ListenFailure {
  static func machine(_ step: String, errno: Int32) -> ListenFailure {
    .machine(step: step, why: LibC.text(of: errno))
  }
}
