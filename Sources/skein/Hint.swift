import Client
import Wire

/// What the client knows and the daemon does not.
enum Hint {
  static func after(_ fault: Fault, _ environment: Environment) -> String? {
    if fault.kind == .invalidParams, fault.data.path == "model" {
      return "skein model list shows what there is; -m NAME asks one of them."
    }
    // A daemon keeps the environment of the shell that started it.
    guard fault.kind == .provider, fault.data.code == "noKey" else { return nil }
    let own = "skein key set \(fault.data.provider ?? "PROVIDER")"
    guard environment["OPENAI_API_KEY"] != nil else { return "\(own) keeps a key of your own." }
    if Systemd.runsDaemon(of: environment) {
      return """
        OPENAI_API_KEY is set here, but not where systemd starts the daemon: \(own), or \
        keyCredential, keyCommand or keyFile in config.yaml.
        """
    }
    return """
      OPENAI_API_KEY is set here, but the daemon was started without it: \(own), \
      skein daemon restart, or keyCommand or keyFile in config.yaml.
      """
  }
}
