import Client

/// Arguments that may be given by standard input.
extension Session {
  /// What `argument` says, or standard input where it is `-`; `name` is what it is given for.
  func text(_ argument: String, for name: String) throws -> String {
    try input.text(argument, for: name, whenSlow: sayThatInputIsAwaited)
  }

  /// The same for what may be left out.
  func text(ifGiven argument: String?, for name: String) throws -> String? {
    try argument.map { try text($0, for: name) }
  }

  /// Words that make one text, or standard input where they are `-` alone.
  func text(_ words: [String], for name: String) throws -> String {
    words == [StandardInput.mark]
      ? try text(StandardInput.mark, for: name) : words.joined(separator: " ")
  }

  /// Has Ctrl-C caught from now on, also while a daemon is connected to.
  @discardableResult func catchInterrupts() throws -> InterruptPipe {
    let interrupt = try InterruptPipe()
    interrupt.catchInterrupts()
    dialer.interrupt = interrupt
    return interrupt
  }

  /// Nothing has come for a while: somebody may not know that something is waited for.
  func sayThatInputIsAwaited() {
    tell(
      console.readsTerminal
        ? "what is typed is read; Ctrl-D on a line of its own ends it"
        : "standard input is read to its end, which has not come yet; skein … </dev/null does "
          + "without it")
  }
}
