import Service
import Yams

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The configuration of this process.
enum Configuration {
  static func read(_ flags: Flags) throws(SettingsError) -> (Settings, SettingsTree) {
    try read(given(flags))
  }

  /// The settings on the command line, with absolute paths, because the process changes its
  /// directory.
  static func given(_ flags: Flags) throws(SettingsError) -> SettingsFlags {
    SettingsFlags(
      configuration: try absolute(flags.config), socket: try absolute(flags.socket),
      database: try absolute(flags.database), logLevel: flags.logLevel)
  }

  static func read(_ given: SettingsFlags) throws(SettingsError) -> (Settings, SettingsTree) {
    try Settings.layered(given, uid: getuid(), variable: variable) {
      path throws(SettingsError) in
      switch TextFile.read(path) {
      case .success(let text): try SettingsTree(yaml: text, path: path)
      case .failure(let error) where error.isAbsent: nil
      case .failure(let error): throw SettingsError("\(path): \(error.message)")
      }
    }
  }

  /// The value of a variable; an empty one counts as not set.
  @Sendable private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func absolute(_ path: String?) throws(SettingsError) -> String? {
    guard let path, !path.hasPrefix("/") else { return path }
    guard let directory = getcwd(nil, 0) else {
      throw SettingsError(
        "the working directory no longer exists: give \(path) as an absolute path")
    }
    defer { free(directory) }
    return "\(String(cString: directory))/\(path)"
  }
}
