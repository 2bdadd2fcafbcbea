import Wire

/// The settings that a client needs to find the daemon: its socket and its database. The rule is
/// the daemon's: variables take precedence over the file.
package struct ConfiguredPlaces: Sendable {
  /// The daemon refuses a configuration longer than this, too.
  private static let limitBytes = 1 << 20

  /// `socket:`, if the file sets it.
  let socket: String?
  /// The database that a started daemon would use; `nil` without a home.
  let database: DatabaseFile?
  /// The stamp of the file as it is now; `nil` without a home.
  let stamp: ConfigurationStamp?

  /// Fails where a setting that is needed cannot be read from the file.
  package init(_ environment: Environment) throws(ClientError) {
    for name in ["SKEIN_DATABASE", "SKEIN_CONFIG"] { try environment.expectAbsolute(name) }
    let places = environment.places
    let path = places.configuration
    var settings: [String: TopLevelSettings.Value] = [:]
    if let path { settings = try Self.read(path) }
    stamp = path.map { ConfigurationStamp(of: $0) }
    let values = settings
    func text(_ name: String, unless variable: String) throws(ClientError) -> String? {
      guard places.path(variable) == nil else { return nil }
      switch values[name] {
      case nil: return nil
      case .text(let text)?:
        return text.hasPrefix("~/") ? places.home.map { $0 + text.dropFirst() } ?? text : text
      case .unclear(let line)?:
        throw .system(
          "line \(line) of \(path ?? ""): write `\(name)` as text on one line, so that every client "
            + "can read it.")
      }
    }
    socket = try text("socket", unless: "SKEIN_SOCKET")
    database = (try text("database", unless: "SKEIN_DATABASE") ?? places.database)
      .map { DatabaseFile($0) }
  }

  /// Empty for a file that does not exist, or that the daemon reports errors about itself.
  private static func read(
    _ path: String
  ) throws(ClientError) -> [String: TopLevelSettings.Value] {
    guard let bytes = SmallFile.read(path, limit: limitBytes) else {
      if let target = SmallFile.missingTarget(of: path) {
        throw .system("\(path) is a symbolic link to \(target), which is not there.")
      }
      return [:]
    }
    return TopLevelSettings(bytes, names: ["socket", "database"]).values
  }
}
