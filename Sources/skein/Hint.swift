import Wire

/// What helps at the shell, and the daemon does not say.
enum Hint {
  static func after(_ fault: Fault) -> String? {
    fault.kind == .invalidParams && fault.data.path == "model"
      ? "skein model list shows what there is; -m NAME asks one of them." : nil
  }
}
