import Logging
import Service

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines on stderr: a time, a level, the message, the particulars.
///
/// Under the journal, which has the time itself, each line begins with the priority that
/// sd-daemon(3) describes instead.
struct Log: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let isJournal: Bool
  private let own: OwnLog?

  /// `path` is where the log of a daemon is that skein(1) started.
  static func start(level: SettingsDocument.LogLevel, path: String?) -> Logger {
    let isJournal = getenv("JOURNAL_STREAM") != nil
    let level = Logger.Level(level)
    let own = OwnLog(path)
    LoggingSystem.bootstrap { _ in Log(logLevel: level, isJournal: isJournal, own: own) }
    return Logger(label: "skeind")
  }

  private init(logLevel: Logger.Level, isJournal: Bool, own: OwnLog?) {
    self.logLevel = logLevel
    self.isJournal = isJournal
    self.own = own
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let particulars = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let head = isJournal ? "<\(event.level.priority)>" : "\(Daemon.timeNow) \(event.level) "
    // One line an event: what a peer sent must not look like an event of ours.
    let text = LogText.line("\(event.message)\(particulars)")
    if let own { own.print(head + text) } else { StandardError.print(head + text) }
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
  fileprivate var priority: Int {
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
