package import Wire

/// Where a listener stands, what it bounds and whom it tells.
package struct ListenerConfiguration: Sendable {
  /// How much a line of the log matters.
  package enum Level: Sendable {
    case debug, info, warning, error
  }

  package typealias Log = @Sendable (Level, String) -> Void

  /// Not used for a socket that was inherited: that one has its path.
  package var socketPath: String
  /// Who may reach the socket beside its owner: a group by name or number. Not used for a socket
  /// that was inherited.
  package var group: String?
  package var limits: LimitSettings
  package var log: Log
  /// Somebody put another socket at the path: new clients go there, so this daemon should stop.
  package var onStolen: @Sendable () -> Void

  /// How often the path is looked at (daemons.md, S3: a stolen socket is noticed within 60 s).
  var pathCheckSeconds = 30.0

  package init(
    socketPath: String, group: String? = nil, limits: LimitSettings = LimitSettings(),
    log: @escaping Log,
    onStolen: @escaping @Sendable () -> Void = {}
  ) {
    self.socketPath = socketPath
    self.group = group
    self.limits = limits
    self.log = log
    self.onStolen = onStolen
  }
}
