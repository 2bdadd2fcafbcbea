import Service
import UnixSignals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// SIGTERM and SIGINT: the first asks the daemon to stop, the second ends it at once; what ran is
/// then interrupted at the next start. SIGHUP has it read its configuration again.
enum Signals {
  /// Returns when the handlers stand; they stand until the process ends.
  static func heed(
    stop: @escaping @Sendable () -> Void, reload: @escaping @Sendable () -> Void
  ) async {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
    Task {
      var isStopping = false
      for await signal in signals {
        if signal == .sighup {
          reload()
          continue
        }
        if isStopping {
          Daemon.endKeyCommands()
          StandardError.drain()
          exit(128 + signal.rawValue)
        }
        isStopping = true
        stop()
      }
    }
  }
}
