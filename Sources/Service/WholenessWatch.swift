import Store

extension Daemon {
  /// Until then others have the disk: a daemon that has just started is asked by somebody.
  private static let firstCheckSeconds = 600
  private static let checkPauseSeconds = 86_400

  /// Looks daily whether the database was not checked for a month, and has it checked beside the
  /// service; until its task is cancelled.
  package func keepChecked() async {
    var pauseSeconds = Self.firstCheckSeconds
    while true {
      do {
        try await Task.sleep(for: .seconds(pauseSeconds), clock: .continuous)
      } catch {
        return
      }
      store.checkIfOld()
      pauseSeconds = Self.checkPauseSeconds
    }
  }
}
