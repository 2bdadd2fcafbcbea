import Wire

/// Advice for the shell or the chat that the daemon cannot give.
enum Hint {
  static func after(_ fault: Fault, inChat: Bool) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "model" else { return nil }
    return inChat
      ? "/model lists the models; /model NAME chooses one."
      : "skein model list shows the models; -m NAME chooses one."
  }
}
