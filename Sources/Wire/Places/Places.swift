/// The default paths, by the rule that the daemon and every client share.
///
/// A variable that is empty or not an absolute path is ignored, as the XDG Base Directory
/// specification requires.
package struct Places: Sendable {
  private let variable: @Sendable (String) -> String?
  private let uid: UInt32
  private let look: @Sendable (String) -> FoundDirectory

  /// `look` examines the path that a variable names.
  package init(
    uid: UInt32, look: @escaping @Sendable (String) -> FoundDirectory = FoundDirectory.init,
    variable: @escaping @Sendable (String) -> String?
  ) {
    self.uid = uid
    self.look = look
    self.variable = variable
  }

  /// The first usable of `$SKEIN_SOCKET`, `$XDG_RUNTIME_DIR/skein/skein.sock`,
  /// `$TMPDIR/skein-UID/skein.sock` and `/tmp/skein-UID/skein.sock`. A runtime directory that does
  /// not exist or belongs to another user is skipped.
  package var socket: String { path("SKEIN_SOCKET") ?? socketByRule.path }

  /// The path if `$SKEIN_SOCKET` is not set, and the directories that were skipped to find it.
  package var socketByRule: (path: String, passedOver: [PassedOver]) {
    var passedOver: [PassedOver] = []
    for name in ["XDG_RUNTIME_DIR", "TMPDIR"] {
      guard let directory = path(name) else { continue }
      let isRuntime = name == "XDG_RUNTIME_DIR"
      guard let why = look(directory).unfitness(for: isRuntime ? uid : nil) else {
        let place = isRuntime ? "skein" : "skein-\(uid)"
        return ("\(directory)/\(place)/skein.sock", passedOver)
      }
      passedOver.append(PassedOver(variable: name, path: directory, why: why))
    }
    return ("/tmp/skein-\(uid)/skein.sock", passedOver)
  }

  /// A directory that a variable names and that cannot hold a socket.
  package struct PassedOver: Sendable, Equatable, CustomStringConvertible {
    package let variable: String
    package let path: String
    package let why: String

    /// For people, without a full stop.
    package var description: String { "\(variable) names \(path), which \(why): it is ignored" }
  }

  /// `$SKEIN_DATABASE`, else `$XDG_DATA_HOME/skein/skein.db`. `nil` without a home directory.
  package var database: String? {
    path("SKEIN_DATABASE") ?? own("XDG_DATA_HOME", inHome: ".local/share", "skein.db")
  }

  /// `$SKEIN_CONFIG`, else `$XDG_CONFIG_HOME/skein/config.yaml`, which need not exist.
  package var configuration: String? {
    path("SKEIN_CONFIG") ?? own("XDG_CONFIG_HOME", inHome: ".config", "config.yaml")
  }

  /// `$XDG_CONFIG_HOME/skein/templates`, which need not exist.
  package var templates: String? { own("XDG_CONFIG_HOME", inHome: ".config", "templates") }

  /// `$XDG_STATE_HOME/skein`: holds the log of a daemon that a client started, and the last thread
  /// of each terminal.
  package var state: String? { own("XDG_STATE_HOME", inHome: ".local/state", nil) }

  /// A log that is longer than this is renamed, replacing the previous one; so at most two are
  /// kept.
  package static let logLimitBytes = 4 << 20
  package static let oldLogSuffix = ".old"

  package var log: String? { state.map { $0 + "/skeind.log" } }

  package var home: String? { path("HOME") }

  /// The absolute path in a variable, without slashes at its end.
  package func path(_ name: String) -> String? {
    guard var text = variable(name), text.utf8.first == UInt8(ascii: "/") else { return nil }
    while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
    return text
  }

  private func own(_ name: String, inHome place: String, _ file: String?) -> String? {
    guard let base = path(name) ?? home.map({ "\($0)/\(place)" }) else { return nil }
    return file.map { "\(base)/skein/\($0)" } ?? "\(base)/skein"
  }
}
