package import Wire

/// The socket, the limits and the log of a listener.
package struct ListenerConfiguration: Sendable {
  /// The level of a line of the log.
  package enum Level: Sendable {
    case debug, info, warning, error
  }

  /// Writes lines to the log. A line is made only if it is written; lines from one place in the
  /// source are of one kind.
  package struct Log: Sendable {
    private let write: @Sendable (Level, _ file: String, _ line: UInt, () -> String) -> Void

    package init(
      _ write: @escaping @Sendable (Level, _ file: String, _ line: UInt, () -> String) -> Void
    ) {
      self.write = write
    }

    func callAsFunction(
      _ level: Level, _ message: @autoclosure () -> String, file: String = #fileID,
      line: UInt = #line
    ) {
      write(level, file, line, message)
    }
  }

  /// The path to bind; not used for an inherited socket, which has its own path.
  package var socketPath: String
  /// The group that may use the socket besides its owner, by name or number; not used for an
  /// inherited socket.
  package var group: String?
  package var limits: LimitSettings
  /// The report in the lock beside the socket while the daemon starts; `nil` without a database.
  package var serves: Serves?
  package var log: Log
  /// Called if another socket was put at the path: new clients go there, so this daemon should
  /// stop.
  package var onStolen: @Sendable () -> Void

  /// How often the path is checked (daemons.md, S3: a replaced socket is noticed within 60 s).
  var pathCheckSeconds = 30.0

  /// The database and the configuration that the socket serves.
  package struct Serves: Sendable, Equatable {
    package var databasePath: String
    /// The stamp of the configuration in force; empty if there is none.
    package var configuration: String

    package init(databasePath: String, configuration: String) {
      self.databasePath = databasePath
      self.configuration = configuration
    }
  }

  package init(
    socketPath: String, group: String? = nil, limits: LimitSettings = LimitSettings(),
    serves: Serves? = nil, log: Log,
    onStolen: @escaping @Sendable () -> Void = {}
  ) {
    self.socketPath = socketPath
    self.group = group
    self.limits = limits
    self.serves = serves
    self.log = log
    self.onStolen = onStolen
  }
  /// The same with a log that gets every line.
  package init(
    socketPath: String, group: String? = nil, limits: LimitSettings = LimitSettings(),
    log: @escaping @Sendable (Level, String) -> Void,
    onStolen: @escaping @Sendable () -> Void = {}
  ) {
    self.init(
      socketPath: socketPath, group: group, limits: limits,
      log: Log { level, _, _, message in log(level, message()) }, onStolen: onStolen)
  }
}
