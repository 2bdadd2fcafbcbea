import Client
import Wire

/// What helps at the shell or in a chat, and the daemon does not say.
enum Hint {
  static func after(_ fault: Fault, inChat: Bool) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "model" else { return nil }
    return inChat
      ? "/model lists what there is; /model NAME asks one of them."
      : "skein model list shows what there is; -m NAME asks one of them."
  }

  /// What the daemon cannot know: that who asks has the variable that it lacks. `isSystemds` is
  /// whether systemd starts it, which hands none on.
  static func aboutKey(
    _ fault: Fault, _ environment: Environment, isSystemds: @autoclosure () -> Bool
  ) -> String? {
    guard fault.data.code == "noKey", let variable = fault.data.param,
      environment[variable]?.isEmpty == false
    else { return nil }
    return isSystemds()
      ? "\(variable) is set here, and systemd starts the daemon without it: systemctl --user edit "
        + "\(SystemdUnits.serviceName) can hand it on."
      : "\(variable) is set here, and was not where the daemon was started: skein daemon restart "
        + "takes it along."
  }
}
