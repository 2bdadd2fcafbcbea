package import Wire

/// Where a listener stands, what it bounds and whom it tells.
package struct ListenerConfiguration: Sendable {
  /// How much a line of the log matters.
  package enum Level: Sendable {
    case debug, info, warning, error
  }

  /// Where lines go. A line is made only if somebody wants it; where in the source it is made says
  /// which lines are of one kind.
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

  /// Not used for a socket that was inherited: that one has its path.
  package var socketPath: String
  /// Who may reach the socket beside its owner: a group by name or number. Not used for a socket
  /// that was inherited.
  package var group: String?
  package var limits: LimitSettings
  /// What the lock beside the socket says while the daemon starts; `nil` for what has no database.
  package var serves: Serves?
  package var log: Log
  /// Somebody put another socket at the path: new clients go there, so this daemon should stop.
  package var onStolen: @Sendable () -> Void

  /// How often the path is looked at (daemons.md, S3: a stolen socket is noticed within 60 s).
  var pathCheckSeconds = 30.0

  /// What is reached through the socket.
  package struct Serves: Sendable, Equatable {
    package var databasePath: String
    /// The stamp of the configuration in force; empty when none is named.
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
  /// The same for who wants every line.
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
