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
}
