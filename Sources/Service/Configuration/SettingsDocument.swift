package import Wire

/// Every setting that a configuration may hold, as it stands there: all of it may be left out.
///
/// The one declaration of the settings: the check, the manual's list and `--show-config` read it.
package struct SettingsDocument: Payload {
  package static let fields = [
    "socket": "Where to listen.",
    "database": "Where everything is kept.",
    "logLevel": "What the log tells: error, warning, info, debug or trace.",
    "model": "The model that is asked when neither the turn nor its thread names one.",
    "aliases": "Names of one's own for models: the model, or the model and options.",
    "graceSeconds": "How long running turns may go on when the daemon is told to stop.",
    "operators": "Other uids that may use operators' methods.",
    "others": "What a uid without a user gets: refuse, token or provision.",
    "socketGroup": "The group that may reach the socket, by name or number.",
    "retention": "How long what was deleted or archived is kept.",
    "contextPolicy":
      "What happens when a thread is too long for its model, unless it has a policy of its own.",
    "currency": "What prices are counted in, for people to read.",
    "quotas": "What each user may ask of models.",
    "limits": "Bounds that differ from the standard ones.",
    "providers": "Who serves models, each under a name of its own.",
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

  /// What the log tells, from least to most.
  package enum LogLevel: String, Codable, CaseIterable, Sendable {
    case error, warning, info, debug, trace
  }

  /// What happens when a uid connects that has no user here.
  package enum Others: String, Codable, CaseIterable, Sendable {
    /// It is closed at once.
    case refuse
    /// It may log in with a token, and nothing else.
    case token
    /// It gets a user of its own.
    case provision
  }

  /// The bounds as a configuration may set them; their meaning is `LimitSettings`'.
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
