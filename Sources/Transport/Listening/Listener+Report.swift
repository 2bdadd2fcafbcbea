import Identity
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The daemon's report in the lock beside the socket, for clients that read it before they connect.
extension Listener {
  /// Updates the report after the database or the configuration became known or changed.
  package func serves(_ change: (inout ListenerConfiguration.Serves) -> Void) {
    state.withLock { state in
      report(&state) { report in
        var serves = ListenerConfiguration.Serves(
          databasePath: report.databasePath, configuration: report.configuration)
        change(&serves)
        report = InstanceLock.Report(serves, phase: report.phase)
      }
    }
  }

  /// Changes the report. If it cannot be written, clients have to ask the daemon instead.
  func report(_ state: inout State, _ change: (inout InstanceLock.Report) -> Void) {
    guard var report = state.report else { return }
    change(&report)
    guard report != state.report else { return }
    state.report = report
    if !state.socket.lock.say(report) {
      configuration.log(.warning, "the lock of \(path) cannot be written: \(LibC.text(of: errno))")
    }
  }
}

extension InstanceLock.Report {
  init(_ serves: ListenerConfiguration.Serves, phase: Phase) {
    self.init(
      databasePath: serves.databasePath, phase: phase, configuration: serves.configuration)
  }
}
