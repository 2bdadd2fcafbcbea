/// `server/info`
package enum ServerInfo: Method {
  package typealias Runs = Link
  package typealias Params = NoParams
  package static let name = "server/info"
  package static let summary = "Show the daemon's version, files and limits."
  package static let details = """
    Only operators see socketPath, databasePath, configurationPath, configurationReadAt, logPath \
    and pid; for other users, and for every connection that logged in with a token, they are null. \
    providers and missingKeyVariables are null before a login.
    """

  package struct Result: Payload, Equatable {
    package static let fields = [
      "name": "The name of the program: skeind.",
      "version": "The daemon's version.",
      "protocolVersion": "The version of this protocol: 1.",
      "databaseId": "The id of the database; a restored backup has a new one.",
      "capabilities": "Features that clients can rely on, in addition to the methods.",
      "limits": "The limits in force.",
      "quotas": "How much each user may use models.",
      "currency": "The currency of every cost, from the setting currency.",
      "providers": "The names of the configured providers, in order; for users.",
      "missingKeyVariables":
        "The environment variables that hold providers' keys and that the daemon was started without; for users.",
      "socketPath": "The socket that the daemon listens on; for operators.",
      "databasePath": "The path of the database; for operators.",
      "configurationPath":
        "The configuration file that was read; null when there is none. For operators.",
      "configurationReadAt": "When the configuration was last read; for operators.",
      "logPath":
        "The file that the log is written to; null if the log goes elsewhere, such as the journal. "
        + "For operators.",
      "pid": "The daemon's process id; for operators.",
      "startedAt": "When the daemon started.",
    ]

    package let name: String
    package let version: String
    package let protocolVersion: Int
    package let databaseId: String
    package let capabilities: [String]
    package let limits: LimitSettings
    package let quotas: Quotas
    package let currency: String?
    package let providers: [String]?
    package let missingKeyVariables: [String]?
    package let socketPath: String?
    package let databasePath: String?
    package let configurationPath: String?
    package let configurationReadAt: Timestamp?
    package let logPath: String?
    package let pid: Int?
    package let startedAt: Timestamp

    package init(
      name: String = "skeind", version: String, protocolVersion: Int = 1, databaseId: String,
      capabilities: [String], limits: LimitSettings, quotas: Quotas, currency: String?,
      providers: [String]?, missingKeyVariables: [String]?, socketPath: String?,
      databasePath: String?, configurationPath: String?, configurationReadAt: Timestamp?,
      logPath: String?, pid: Int?, startedAt: Timestamp
    ) {
      self.name = name
      self.version = version
      self.protocolVersion = protocolVersion
      self.databaseId = databaseId
      self.capabilities = capabilities
      self.limits = limits
      self.quotas = quotas
      self.currency = currency
      self.providers = providers
      self.missingKeyVariables = missingKeyVariables
      self.socketPath = socketPath
      self.databasePath = databasePath
      self.configurationPath = configurationPath
      self.configurationReadAt = configurationReadAt
      self.logPath = logPath
      self.pid = pid
      self.startedAt = startedAt
    }

    /// The same with `path` as the socket's path, for a client that is connected to it.
    package func listening(at path: String) -> Result {
      Result(
        name: name, version: version, protocolVersion: protocolVersion, databaseId: databaseId,
        capabilities: capabilities, limits: limits, quotas: quotas, currency: currency,
        providers: providers, missingKeyVariables: missingKeyVariables, socketPath: path,
        databasePath: databasePath, configurationPath: configurationPath,
        configurationReadAt: configurationReadAt, logPath: logPath, pid: pid, startedAt: startedAt)
    }
  }

  package static let example = Example<ServerInfo>(
    NoParams(),
    Result(
      version: Version.current, databaseId: "0199a3f0-0c0d-7e0f-8a0b-0c0d0e0f1011",
      capabilities: ["batch", "cancel", "headers", "deltaInterval", "events"],
      limits: LimitSettings(), quotas: Quotas(tokensPerDay: 1_000_000), currency: "USD",
      providers: ["local", "openai"], missingKeyVariables: [],
      socketPath: "/run/user/1000/skein/skein.sock",
      databasePath: "/home/ada/.local/share/skein/skein.db",
      configurationPath: "/home/ada/.config/skein/config.yaml",
      configurationReadAt: Timestamp(milliseconds: 1_795_280_000_000),
      logPath: "/home/ada/.local/state/skein/skeind.log", pid: 4242,
      startedAt: Timestamp(milliseconds: 1_795_280_000_000)))
}
