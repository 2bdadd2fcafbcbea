import Service
import Transport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why the daemon exits without serving; skeind(8) lists the exit statuses.
enum ExitReason: Int32 {
  /// Another daemon has the database or the socket.
  case alreadyRunning = 11
  /// The database is newer than this version, not one of skein, or damaged (EX_DATAERR).
  case database = 65
  /// The machine refused something (EX_OSERR).
  case machine = 71
  /// The configuration cannot be used (EX_CONFIG).
  case configuration = 78

  init(_ reason: StartFailure.Reason) {
    self =
      switch reason {
      case .alreadyRunning: .alreadyRunning
      case .database: .database
      case .machine: .machine
      }
  }

  /// Reports the reason, also to clients that wait for the daemon to start, and exits.
  func leave(_ message: String) -> Never {
    // The message may contain names and contents of files.
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    StandardError.printLast(
      "skeind: " + lines.map { LogText.line(String($0)) }.joined(separator: "\n"))
    Listener.turnAwayWaiting(because: message)
    StandardError.drain()
    exit(rawValue)
  }
}
