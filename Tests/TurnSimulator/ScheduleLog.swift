/// What happened in one schedule, for a report.
final class ScheduleLog {
  private(set) var lines: [String] = []
  private let isOn: Bool

  init(isOn: Bool) { self.isOn = isOn }

  /// Costs nothing if the log is off.
  func note(_ what: @autoclosure () -> String) {
    if isOn { lines.append(what()) }
  }
}
