import Client
import Wire

/// What the client knows and the daemon does not.
enum Hint {
  static func after(_ fault: Fault, _ environment: Environment) -> String? {
    // A daemon keeps the environment of the shell that started it.
    guard fault.kind == .provider, fault.data.code == "noKey",
      environment["OPENAI_API_KEY"] != nil
    else { return nil }
    return """
      OPENAI_API_KEY is set here, but the daemon was started without it: skein daemon restart, \
      or keyCommand or keyFile in config.yaml.
      """
  }
}
