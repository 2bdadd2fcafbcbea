import Upstream

/// The configuration of a daemon under test; everything that is not set is at its default.
struct Setup: Sendable {
  /// The server of the provider `scripted`; without one nothing listens there.
  var upstream: Upstream?
  /// More lines of the configuration.
  var settings: [String] = []
  /// Whether a default model is configured.
  var namesModel = true
  /// More lines of the provider `scripted`.
  var provider: [String] = []
  var variables: [String: String] = [:]
  var arguments: [String] = []
  /// A provider that the test did not write, by its name and base URL, and its settings.
  var peer: (name: String, baseURL: String)?
  var peerSettings: [String] = []
  /// A shell command to run before the daemon, such as `umask 000`.
  var shell: String?
  /// Whether the test expects the daemon to log errors.
  var meansErrors = false

  /// The configuration file.
  var yaml: String {
    // Port 9 of loopback is discard, where no server listens.
    let baseURL = upstream?.baseURL ?? "http://127.0.0.1:9/v1"
    let isModelGiven = !namesModel || settings.contains { $0.hasPrefix("model:") }
    let lines =
      ["socket: ~/run/skein.sock"] + (isModelGiven ? [] : ["model: scripted/m"]) + settings
      + ["providers:", "  scripted:", "    baseURL: \(baseURL)"] + provider.map { "    \($0)" }
      + (peer.map { ["  \($0.name):", "    baseURL: \($0.baseURL)"] } ?? [])
      + peerSettings.map { "    \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
