import Service
import Transport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why the daemon leaves before or instead of serving; the numbers are in skeind(8).
enum ExitReason: Int32 {
  /// Another daemon has the database or the socket.
  case alreadyRunning = 11
  /// The database is newer, foreign or damaged (EX_DATAERR).
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

  /// Says why, also to the clients whose call has started the daemon, and exits.
  func leave(_ message: String) -> Never {
    // It may hold names of files, and what stands in them.
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    StandardError.printLast(
      "skeind: " + lines.map { LogText.line(String($0)) }.joined(separator: "\n"))
    Listener.turnAwayWaiting(because: message)
    StandardError.drain()
    exit(rawValue)
  }
}
