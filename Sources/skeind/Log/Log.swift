import Logging
import Service

/// Writes the log to standard error, in lines of a time, a level, the message and details.
struct Log: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let budget: LineBudget

  /// `path` is the log file of a daemon that skein(1) started.
  static func start(level: SettingsDocument.LogLevel, path: String?, budget: LineBudget) -> Logger {
    let level = Logger.Level(level)
    StandardError.keep(at: path)
    LoggingSystem.bootstrap { _ in Log(logLevel: level, budget: budget) }
    return Logger(label: "skeind")
  }

  private init(logLevel: Logger.Level, budget: LineBudget) {
    self.logLevel = logLevel
    self.budget = budget
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let level = event.level
    let place = LineBudget.Place(file: event.file, line: event.line)
    if budget.isSpent(place) { return }
    let particulars = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    // One line for each event: text from a peer must not look like an event of our own.
    let text = LogText.line("\(event.message)\(particulars)")
    let write: @Sendable (String) -> Void = { StandardError.print(StandardError.head(level) + $0) }
    if budget.admits(text, from: place, report: write) { write(text) }
  }
}

extension Logger.Level {
  fileprivate init(_ level: SettingsDocument.LogLevel) {
    self =
      switch level {
      case .error: .error
      case .warning: .warning
      case .info: .info
      case .debug: .debug
      case .trace: .trace
      }
  }

  /// The syslog priority.
  var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
