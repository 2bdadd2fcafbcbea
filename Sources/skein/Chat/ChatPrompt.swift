import Client

/// Where the questions of a chat come from.
protocol ChatPrompt {
  /// The next question or command; `nil` when there are no more.
  func next() throws -> String?
  /// Lines up to one that says /end; `nil` when they were given up.
  func block() throws -> String?
  /// Lends the terminal to another program.
  func lend<T>(_ body: () throws -> T) throws -> T
}

/// A terminal with an editor.
struct EditedPrompt: ChatPrompt {
  private let editor: LineEditor

  init(_ editor: LineEditor) {
    self.editor = editor
  }

  func next() throws -> String? {
    switch try editor.read() {
    case .line(let text): text
    case .cancelled: ""
    case .left: nil
    }
  }

  func block() throws -> String? {
    switch try editor.read(isBlock: true) {
    case .line(let text): text
    case .cancelled, .left: nil
    }
  }

  func lend<T>(_ body: () throws -> T) throws -> T {
    try editor.terminal.restore()
    let result = Result { try body() }
    try editor.terminal.listen()
    return try result.get()
  }
}

/// Lines as they come: from a pipe, or a terminal that knows nothing but lines.
final class PlainPrompt: ChatPrompt {
  private let console: Console
  private let interrupt: InterruptPipe
  private var input = LineInput()
  private var hasToldOfRepair = false

  init(_ console: Console, _ interrupt: InterruptPipe) {
    self.console = console
    self.interrupt = interrupt
  }

  func next() throws -> String? { try read(isBlock: false) }
  func block() throws -> String? { try read(isBlock: true) }
  func lend<T>(_ body: () throws -> T) throws -> T { try body() }

  private func read(isBlock: Bool) throws -> String? {
    guard var text = try line("> ") else { return nil }
    while MultiLine.isOpen(text, isBlock: isBlock) {
      // What is cut off by the end of the input is what it is.
      guard let next = try line("  ") else { return text }
      text = MultiLine.continued(text, isBlock: isBlock) + next
    }
    return MultiLine.value(text, isBlock: isBlock)
  }

  private func line(_ prompt: String) throws -> String? {
    if console.canAsk { console.status(prompt) }
    do {
      let line = try input.next(interrupt)
      if input.wasRepaired, !hasToldOfRepair {
        hasToldOfRepair = true
        console.note("what was piped in is not all UTF-8; what is not reads as U+FFFD")
      }
      return line
    } catch ClientError.interrupted {
      // What comes next is the shell's prompt.
      if console.canAsk { console.status("\n") }
      throw ClientError.interrupted
    }
  }
}
