import Client
import Wire

/// Advice for the shell or the chat that the daemon cannot give.
enum Hint {
  static func after(_ fault: Fault, inChat: Bool) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "model" else { return nil }
    return inChat
      ? "/model lists the models; /model NAME chooses one."
      : "skein model list shows the models; -m NAME chooses one."
  }

  /// The advice if the environment of the command has the variable that the daemon lacks.
  /// `isSystemds` tells whether systemd starts the daemon, which passes no variables on.
  static func aboutKey(
    _ fault: Fault, _ environment: Environment, isSystemds: @autoclosure () -> Bool
  ) -> String? {
    guard fault.data.code == "noKey", let variable = fault.data.param,
      environment[variable]?.isEmpty == false
    else { return nil }
    return isSystemds()
      ? "\(variable) is set here, but systemd starts the daemon without it: systemctl --user edit "
        + "\(SystemdUnits.serviceName) can pass it on."
      : "\(variable) is set here, but the daemon was started without it: skein daemon restart "
        + "passes it on."
  }
}
