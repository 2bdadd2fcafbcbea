/// Why a daemon can't listen; the description says what to do.
package enum ListenFailure: Error, Equatable, Sendable {
  /// `pid` is `nil` if the other daemon has not written it yet.
  case alreadyRunning(pid: Int32?, path: String)
  case unsafeDirectory(path: String, why: String)
  case pathTooLong(path: String, bytes: Int, limit: Int)
  /// The file at the path is not a socket; it was not changed.
  case notASocket(path: String)
  /// The path's file system has no locks, which are needed to allow only one daemon.
  case noLocks(path: String)
  /// The socket that the service manager passed can't be used.
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
      "the socket's path \(path) has \(bytes) bytes, but the system allows only \(limit); choose a "
        + "shorter one (--socket)"
    case .notASocket(let path):
      "\(path) is not a socket and was not changed; move it away or choose another path (--socket)"
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
