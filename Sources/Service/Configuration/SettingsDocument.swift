package import Wire

/// Every setting that a configuration may hold; all of them are optional.
///
/// It is the only declaration of the settings: the check, the manual's list and `--show-config` use
/// it.
package struct SettingsDocument: Payload {
  package static let fields = [
    "socket": "The path of the socket to listen on.",
    "database": "The path of the database.",
    "logLevel": "The level of the log: error, warning, info, debug or trace.",
    "model": "The model of turns if neither the turn nor its thread names one.",
    "aliases": "Other names for models, each with a model, or a model and options.",
    "graceSeconds": "How long running turns may go on after the daemon was told to stop.",
    "operators": "Further uids that may call the operators' methods.",
    "others": "What happens to a uid without a user: refuse, token or provision.",
    "socketGroup": "The group that may use the socket, by name or number.",
    "retention": "How long deleted and archived things are kept.",
    "contextPolicy":
      "What happens if a thread is longer than the model's context window, unless the thread has its own policy.",
    "currency": "The currency of prices and costs, for people to read.",
    "quotas": "How much each user may use models.",
    "limits": "Limits that differ from the defaults.",
    "providers": "The providers of models, each under a name.",
  ]

  package var socket: String?
  package var database: String?
  package var logLevel: LogLevel?
  package var model: ModelName?
  package var aliases: [String: AliasSettings]?
  package var graceSeconds: Seconds?
  package var operators: [UserNumber]?
  package var others: Others?
  package var socketGroup: String?
  package var retention: RetentionSettings?
  package var contextPolicy: ContextPolicy?
  package var currency: Label?
  package var quotas: QuotaSettings?
  package var limits: Bounds?
  package var providers: [String: ProviderSettings]?

  /// The levels of the log, from the fewest messages to the most.
  package enum LogLevel: String, Codable, CaseIterable, Sendable {
    case error, warning, info, debug, trace
  }

  /// What happens if a uid connects that has no user.
  package enum Others: String, Codable, CaseIterable, Sendable {
    /// The connection is closed at once.
    case refuse
    /// The connection may only log in with a token.
    case token
    /// A user is created for the uid.
    case provision
  }

  /// The limits that a configuration may set; `LimitSettings` explains them.
  package struct Bounds: Payload {
    package static var fields: [String: String] { LimitSettings.fields }

    package var messageBytes: PositiveCount?
    package var batchEntries: PositiveCount?
    package var connections: PositiveCount?
    package var requestsInFlight: PositiveCount?
    package var unreadBytes: PositiveCount?
    package var unreadBytesClose: PositiveCount?
    package var stalledSeconds: WholeSeconds?
    package var bufferedBytes: PositiveCount?
    package var runningTurns: PositiveCount?
    package var eventsKept: PositiveCount?
    package var eventDays: PositiveCount?

    var limits: LimitSettings {
      var limits = LimitSettings()
      let pairs: [(WritableKeyPath<LimitSettings, Int>, PositiveCount?)] = [
        (\.messageBytes, messageBytes), (\.batchEntries, batchEntries),
        (\.connections, connections), (\.requestsInFlight, requestsInFlight),
        (\.unreadBytes, unreadBytes), (\.unreadBytesClose, unreadBytesClose),
        (\.bufferedBytes, bufferedBytes), (\.runningTurns, runningTurns),
        (\.eventsKept, eventsKept), (\.eventDays, eventDays),
      ]
      if let stalledSeconds { limits.stalledSeconds = stalledSeconds.number }
      for (member, bound) in pairs {
        if let bound { limits[keyPath: member] = bound.number }
      }
      return limits
    }
  }
}
