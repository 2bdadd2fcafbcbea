import JSON
import OpenAI
import Wire

/// The settings on the command line; the executable handles its other options itself.
package struct SettingsFlags: Sendable {
  package var configuration: String?
  package var socket: String?
  package var database: String?
  package var logLevel: String?

  package init(
    configuration: String? = nil, socket: String? = nil, database: String? = nil,
    logLevel: String? = nil
  ) {
    self.configuration = configuration
    self.socket = socket
    self.database = database
    self.logLevel = logLevel
  }
}

extension Settings {
  /// Combines the settings: flags take precedence over the environment, and the environment over
  /// the configuration file.
  ///
  /// `file` reads a configuration file, and returns `nil` if there is none. The default file need
  /// not exist; a file that was named must. `variable` is `nil` for an empty variable.
  package static func layered(
    _ flags: SettingsFlags, uid: UInt32, variable: @escaping @Sendable (String) -> String?,
    file: (String) throws(SettingsError) -> SettingsTree?
  ) throws(SettingsError) -> (settings: Settings, tree: SettingsTree) {
    let places = Places(uid: uid, variable: variable)
    var tree = SettingsTree()
    if flags.configuration == nil, let named = variable("SKEIN_CONFIG"), named.first != "/" {
      throw SettingsError("$SKEIN_CONFIG: must be an absolute path")
    }
    var path = flags.configuration ?? places.configuration
    let stamp = path.map { ConfigurationStamp(of: $0) }
    if let named = path {
      if let found = try file(named) {
        tree = found
      } else if flags.configuration != nil || places.path("SKEIN_CONFIG") != nil {
        throw SettingsError("\(named): there is no such file")
      } else {
        path = nil
      }
    }
    for (name, environment) in Self.variables {
      guard let text = variable(environment) else { continue }
      tree.set(name, to: text, origin: "$\(environment)")
    }
    for (name, flag, text) in [
      ("socket", "--socket", flags.socket), ("database", "--database", flags.database),
      ("logLevel", "--log-level", flags.logLevel),
    ] {
      if let text { tree.set(name, to: text, origin: flag) }
    }
    let document = try SettingsDocument(tree)
    var settings = try Settings(
      document, from: tree, places: places, configurationPath: path, variable: variable)
    settings.configurationStamp = stamp
    return (settings, tree)
  }

  /// The settings that an environment variable can give, apart from the settings for keys.
  package static let variables = [
    ("socket", "SKEIN_SOCKET"), ("database", "SKEIN_DATABASE"), ("logLevel", "SKEIN_LOG_LEVEL"),
    ("model", "SKEIN_MODEL"),
  ]

  /// Every setting in force, one a line, each with its origin.
  package func listing(_ tree: SettingsTree) -> String {
    var lines = [
      ("socket", socket), ("database", database), ("logLevel", logLevel.rawValue),
      ("model", model?.text ?? "null"), ("graceSeconds", "\(graceSeconds)"),
      ("operators", "[\(operators.map { "\($0.number)" }.joined(separator: ", "))]"),
      ("others", others.rawValue), ("socketGroup", socketGroup ?? "null"),
      ("contextPolicy", contextPolicy.rawValue), ("currency", currency),
      ("quotas.tokensPerDay", quotas.tokensPerDay.map(String.init) ?? "null"),
      ("quotas.requestsPerMinute", quotas.requestsPerMinute.map(String.init) ?? "null"),
    ]
    for (name, alias) in aliases.all {
      lines.append(("aliases.\(name)", alias.model.text))
      lines += listed(alias.options, under: "aliases.\(name)")
    }
    for member in Mirror(reflecting: limits).children {
      if let name = member.label { lines.append(("limits.\(name)", "\(member.value)")) }
    }
    for provider in modelProviders {
      let path = "providers.\(provider.name)"
      lines.append(("\(path).baseURL", provider.baseURL))
      lines.append(("\(path).api", provider.api.rawValue))
      lines.append(("\(path).key", provider.key.origin))
      for (name, quirks) in provider.models.sorted(by: { $0.key < $1.key }) {
        if let api = quirks.api { lines.append(("\(path).models.\(name).api", api.rawValue)) }
        let options = knownModels[provider.name]?.models[name]?.options
        lines += listed(options, under: "\(path).models.\(name)")
      }
    }
    return lines.map { name, value in
      // A provider's key can come from one of several settings; the origin of the provider is near
      // enough.
      let isKey = name.hasSuffix(".key")
      let origin = isKey ? tree.origin(of: name) : tree.ownOrigin(of: name)
      return "\(name): \(value)  # \(origin ?? "standard")"
    }.joined(separator: "\n")
  }

  /// Options as one value: most files set so few that one line is enough.
  private func listed(_ options: TurnOptions?, under path: String) -> [(String, String)] {
    guard let options, let json = try? RawJSON(encoding: options, nilMembers: .omitted) else {
      return []
    }
    return [("\(path).options", json.text)]
  }
}
