import Service
import UnixSignals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Handles signals. The first SIGTERM or SIGINT asks the daemon to stop, the second ends it at
/// once; turns that were running are then interrupted at the next start. SIGHUP makes the daemon
/// read its configuration again.
enum Signals {
  /// Installs the handlers, which stay until the process ends, and returns.
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
