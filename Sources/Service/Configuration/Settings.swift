package import OpenAI
package import Wire

/// The settings in force: checked, and with default values filled in.
package struct Settings: Sendable {
  package var socket: String
  package var database: String
  package var logLevel: SettingsDocument.LogLevel
  package var model: ModelName?
  package var aliases: ModelAliases
  package var graceSeconds: Double
  package var operators: [UserNumber]
  package var others: SettingsDocument.Others
  /// A group by name or number; with `nil` only the daemon's own uid may use the socket.
  package var socketGroup: String?
  /// The log file of a daemon that a client started.
  package var logPath: String?
  package static let logLimitBytes = Places.logLimitBytes
  package static let oldLogSuffix = Places.oldLogSuffix
  /// The directory where a service manager put the daemon's credentials.
  package var credentialsDirectory: String?
  package var retention: Retention
  package var currency: String
  package var contextPolicy: ContextPolicy
  /// The known models, by provider.
  package var knownModels: [String: KnownModels]
  package var quotas: Quotas
  package var limits: LimitSettings
  /// The providers, sorted by name, so that lists and errors always have the same order.
  package var modelProviders: [Provider]
  /// OpenAI as an addition to the configured providers, for users who keep a key for it; `nil` if
  /// it is one of `modelProviders`.
  package var offeredProvider: Provider?
  /// The configuration file that was read; `nil` if there is none.
  package var configurationPath: String?
  /// The stamp of the configuration file, existing or not, taken before it was read; `nil` without
  /// a home directory.
  package var configurationStamp: ConfigurationStamp?
  /// The stamp as text, for clients; empty if there is none.
  package var configurationState: String { configurationStamp?.description ?? "" }
  /// Directories that variables name and that cannot hold a socket; empty if the socket itself is
  /// named.
  package var passedOver: [Places.PassedOver]
  /// Every setting as it was given, to find what has changed after a reload.
  package var tree: SettingsTree

  /// The default model if the only provider is OpenAI itself and nothing names a model.
  package static let openAIModel = ModelName(trusted: "openai/gpt-5-mini")
  static let openAI = "openai"
  package static let openAIBaseURL = "https://api.openai.com/v1"

  /// `variable` reads the daemon's environment. `OPENAI_API_KEY` and `OPENAI_BASE_URL` define a
  /// provider `openai` if no provider is configured, or, with a key, in addition to the others.
  /// Without a key there, it is added for each user who keeps a key of their own.
  package init(
    _ document: SettingsDocument, from tree: SettingsTree, places: Places,
    configurationPath: String?, variable: (String) -> String?
  ) throws(SettingsError) {
    guard
      let database = document.database.map({ expanded($0, home: places.home) }) ?? places.database
    else {
      throw SettingsError("HOME is not set: give the path of the database with --database")
    }
    socket = document.socket.map { expanded($0, home: places.home) } ?? places.socket
    passedOver = document.socket == nil ? places.socketByRule.passedOver : []
    self.tree = tree
    self.database = database
    let beside = database[..<(database.lastIndex(of: "/") ?? database.startIndex)]
    retention = Retention(
      deletedDays: document.retention?.deletedDays?.number,
      archivedDays: document.retention?.archivedDays?.number,
      directory: document.retention?.directory.map { expanded($0, home: places.home) }
        ?? "\(beside)/purged")
    let paths = [
      ("socket", socket), ("database", self.database), ("retention.directory", retention.directory),
    ]
    for (name, path) in paths where path.first != "/" {
      throw SettingsError("\(tree.origin(of: name) ?? name): `\(name)` must be an absolute path")
    }
    logLevel = document.logLevel ?? .info
    logPath = places.log
    graceSeconds = document.graceSeconds?.number ?? 10
    operators = document.operators ?? []
    others = document.others ?? .refuse
    socketGroup = document.socketGroup
    guard socketGroup == nil || others != .refuse else {
      throw SettingsError(
        "\(tree.origin(of: "socketGroup") ?? "socketGroup"): `socketGroup` needs `others` to be "
          + "token or provision: otherwise members of the group are refused")
    }
    credentialsDirectory = variable("CREDENTIALS_DIRECTORY")
    currency = document.currency?.text ?? "USD"
    contextPolicy = document.contextPolicy ?? .error
    knownModels = document.providers?.mapValues(\.knownModels) ?? [:]
    quotas = document.quotas?.quotas ?? Quotas()
    limits = document.limits?.limits ?? LimitSettings()
    guard limits.unreadBytes < limits.unreadBytesClose else {
      throw SettingsError("`limits.unreadBytes` must be less than `limits.unreadBytesClose`")
    }
    guard limits.bufferedBytes / 4 >= limits.messageBytes else {
      throw SettingsError(
        "`limits.bufferedBytes` must be at least four times `limits.messageBytes`: "
          + "otherwise the largest message is never accepted")
    }
    self.configurationPath = configurationPath
    model = document.model
    aliases = try ModelAliases(document.aliases ?? [:], in: tree)
    modelProviders = try Self.providers(document, tree, home: places.home)
    if !modelProviders.contains(where: { $0.name == Self.openAI }) {
      let hasKey = variable("OPENAI_API_KEY")?.isEmpty == false
      if modelProviders.isEmpty || hasKey {
        let (provider, isOwn) = try Self.builtIn(hasKey: hasKey, variable)
        if !isOwn, modelProviders.isEmpty, model == nil { model = Self.openAIModel }
        modelProviders.append(provider)
      } else {
        // Perhaps nobody uses it: a wrong variable must not keep the other providers from working.
        offeredProvider = try? Self.builtIn(hasKey: false, variable).0
      }
    }
    modelProviders.sort { $0.name < $1.name }
  }

  /// The provider that needs no configuration, and whether it is a server of the user's own.
  private static func builtIn(
    hasKey: Bool, _ variable: (String) -> String?
  ) throws(SettingsError) -> (Provider, isOwn: Bool) {
    let baseURL = variable("OPENAI_BASE_URL").flatMap { $0.isEmpty ? nil : $0 }
    let isOwn = baseURL.map { !Provider(name: openAI, baseURL: $0).isOpenAI } ?? false
    let provider = Provider(
      name: openAI, baseURL: baseURL ?? openAIBaseURL,
      // A server of the user's own may need no key.
      key: hasKey || !isOwn ? .environment("OPENAI_API_KEY") : .none)
    do throws(Failure) {
      try provider.check()
    } catch {
      throw SettingsError("$OPENAI_BASE_URL: \(error.message)")
    }
    return (provider, isOwn)
  }

  private static func providers(
    _ document: SettingsDocument, _ tree: SettingsTree, home: String?
  ) throws(SettingsError) -> [Provider] {
    var providers: [Provider] = []
    for (name, settings) in document.providers ?? [:] {
      let path = "providers.\(name)"
      let place = tree.origin(of: path) ?? path
      guard !name.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy(isNameByte) else {
        throw SettingsError(
          "\(place): a provider's name has 1 to 64 of the characters a-z, A-Z, 0-9, _ and -")
      }
      guard settings.keySettings.count <= 1 else {
        let names = settings.keySettings.joined(separator: " and ")
        throw SettingsError("\(place): `\(path)` has \(names): only one of them is allowed")
      }
      if let (setting, expected) = settings.keyComplaint {
        let own = "\(path).\(setting)"
        throw SettingsError("\(tree.origin(of: own) ?? own): `\(own)`: expected \(expected)")
      }
      let provider = settings.provider(named: name, home: home)
      do throws(Failure) {
        try provider.check()
      } catch {
        throw SettingsError("\(tree.origin(of: "\(path).baseURL") ?? path): \(error.message)")
      }
      providers.append(provider)
    }
    return providers
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
    true
  default: false
  }
}
