import Store

extension Daemon {
  /// The first check waits, because a daemon that has just started is likely to have work to do.
  private static let firstCheckSeconds = 600
  private static let checkPauseSeconds = 86_400

  /// Tests daily whether the last check of the database was more than a month ago, and if so has it
  /// checked in the background; until its task is cancelled.
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
