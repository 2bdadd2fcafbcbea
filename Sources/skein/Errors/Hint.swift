import Client
import Wire

/// Advice for the shell or the chat that the daemon cannot give.
enum Hint {
  static func after(_ fault: Fault, inChat: Bool) -> String? {
    if fault.kind == .provider, let wait = fault.data.retryAfterMs, wait >= 1000 {
      return
        "The provider asks to wait \(counted((wait + 999) / 1000, "second")) before the next question."
    }
    guard fault.kind == .invalidParams, fault.data.path == "model" else { return nil }
    return inChat
      ? "/model lists the models; /model NAME chooses one."
      : "skein model list shows the models; -m NAME chooses one."
  }

  /// The advice if the environment of the command has a variable that the daemon lacks: the one of
  /// the key that is missing, or, where a model was not found, one of `missing`, because the lists
  /// of models lack those of its provider.
  static func aboutKey(
    after fault: Fault, _ environment: Environment, missing: @autoclosure () -> [String],
    isSystemds: @autoclosure () -> Bool
  ) -> String? {
    switch fault.kind {
    case .provider where fault.data.code == "noKey":
      return aboutKey(
        fault.data.param.map { [$0] } ?? [], environment, isSystemds: isSystemds())
    case .invalidParams where fault.data.path == "model":
      return aboutKey(missing(), environment, isSystemds: isSystemds())
    case .parseError, .invalidRequest, .methodNotFound, .invalidParams, .internal, .cancelled,
      .unauthenticated, .overloaded, .notFound, .conflict, .busy, .provider, .limit, .storage,
      .forbidden, .invalidState, .shuttingDown, .gone:
      return nil
    }
  }

  /// The same for the variables that the daemon lacks. `isSystemds` tells whether systemd starts the
  /// daemon, which passes no variables on.
  static func aboutKey(
    _ missing: [String], _ environment: Environment, isSystemds: @autoclosure () -> Bool
  ) -> String? {
    guard let variable = missing.first(where: { environment[$0]?.isEmpty == false }) else {
      return nil
    }
    return isSystemds()
      ? "\(variable) is set here, but systemd starts the daemon without it: systemctl --user edit "
        + "\(SystemdUnits.serviceName) can pass it on."
      : "\(variable) is set here, but the daemon was started without it: skein daemon restart "
        + "passes it on."
  }
}
