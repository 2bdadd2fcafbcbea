import Upstream

/// How a daemon under test is configured: everything that is not said is standard.
struct Setup: Sendable {
  /// Whom the provider `scripted` asks; without one nothing listens there.
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
  /// What the shell does before it becomes the daemon, such as `umask 000`.
  var shell: String?
  /// Whether the test means the daemon to log errors.
  var meansErrors = false

  /// The configuration file.
  var yaml: String {
    // Port 9 of loopback: discard, where nobody listens.
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
