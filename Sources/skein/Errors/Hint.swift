import Wire

/// What helps at the shell or in a chat, and the daemon does not say.
enum Hint {
  static func after(_ fault: Fault, inChat: Bool) -> String? {
    guard fault.kind == .invalidParams, fault.data.path == "model" else { return nil }
    return inChat
      ? "/model lists what there is; /model NAME asks one of them."
      : "skein model list shows what there is; -m NAME asks one of them."
  }
}
