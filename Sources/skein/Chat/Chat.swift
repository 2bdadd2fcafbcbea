import ArgumentParser
import Client
import Wire

/// Question after question in one thread.
final class Chat {
  let session: Session
  let interrupt: InterruptPipe
  let showsReasoning: Bool
  var console: Console { session.console }

  /// The connection that also tells what others write; `nil` until it is needed.
  var connection: Connection?
  /// The thread, once there is one.
  var thread: ThreadID?
  /// What turns are asked with; the thread's own unless set.
  var model: ModelName?
  var system: SystemPrompt?
  /// What the next new thread is called, in place of its first question's words.
  var title: Title?
  let options: TurnOptions?
  /// Text files for the next question.
  var files: [PromptFile] = []

  /// The last message of the thread that was shown or is known.
  var lastSequence = 0
  var lastTurn: Noun.Turn?
  /// The last question, if no turn was made of it.
  var unsent: String?
  /// What is to be said after an error was.
  var whenReported: (() throws -> Void)?
  /// Whether nothing that was said to the last question stands in the thread.
  var hasNoAnswer = true
  var usage = ChatUsage()
  /// Model names and aliases, once they were asked for.
  var models: ModelList.Result?
  private let history: InputHistory
  private var hasFailed = false

  init(
    _ session: Session, _ interrupt: InterruptPipe, model: ModelName?, system: SystemPrompt?,
    title: Title?, options: TurnOptions?, showsReasoning: Bool
  ) {
    self.session = session
    session.isChat = true
    self.interrupt = interrupt
    self.model = model
    self.system = system
    self.title = title
    self.options = options
    self.showsReasoning = showsReasoning
    history = InputHistory(session.environment)
  }

  /// Until nobody wants to go on; `first` is asked before anything is typed. Where nobody watches, a
  /// question that failed is a failure.
  func run(first: String? = nil) throws {
    if console.movesCursor, let terminal = try Terminal(output: console.isTerminal ? 1 : 2) {
      let editor = LineEditor(terminal, interrupt, history: history.entries(), host: self)
      try terminal.listen()
      try converse(EditedPrompt(editor), first: first)
      try terminal.restore()
    } else {
      try converse(PlainPrompt(console, interrupt), first: first)
      if hasFailed, !console.canAsk { throw ExitCode.daemonSaidNo }
    }
  }

  private func converse(_ prompt: any ChatPrompt, first: String?) throws {
    if let first {
      if console.canAsk { keep(first) }
      try attempt { try ask(first) }
    }
    while let text = try prompt.next() {
      switch SlashCommand.read(text) {
      case .nothing: continue
      case .question(let question): try attempt { try ask(question) }
      case .unknown(let name):
        let meant = SlashCommand.meant(by: name).map { "did you mean /\($0.rawValue)? " } ?? ""
        console.note(
          "There is no \(name); \(meant)/help lists what there is, // asks a question with /.")
        hasFailed = true
      case .command(.quit, _): return
      case .command(.multi, _):
        guard let block = try prompt.block() else { continue }
        try attempt { try ask(block) }
      case .command(let command, let argument):
        try attempt { try perform(command, argument, prompt) }
      }
    }
  }

  /// Whatever goes wrong with one question leaves the chat as it is.
  private func attempt(_ body: () throws -> Void) throws {
    // An interrupt that came while nothing ran was for nothing that comes now.
    _ = interrupt.take()
    do {
      try body()
    } catch ClientError.outputClosed {
      throw ClientError.outputClosed
    } catch {
      hasFailed = true
      // An answer may still be on its way to what nobody waits for any more.
      if let error = error as? ClientError { forgetConnection(after: error) }
      _ = error is ExitCode ? error : session.report(error)
      session.tellOfDraft()
      defer { whenReported = nil }
      do {
        try whenReported?()
      } catch {
        connection = nil
      }
    }
  }

  private func forgetConnection(after error: ClientError) {
    switch error {
    case .usage, .system, .unknownFault: break
    case .unreachable, .untrusted, .foreign, .disconnected, .malformed, .interrupted, .timedOut,
      .outputClosed:
      connection = nil
    }
  }

  /// The connection there is, or a new one to a daemon that is started if need be.
  func connected() throws -> Connection {
    if let connection { return connection }
    let made = try session.dialer.connect()
    _ = try made.call(EventSubscribe.self, .init(since: nil))
    connection = made
    return made
  }
}

extension Chat: LineEditorHost {
  /// At the prompt nothing is asked that would be lost, and the next question starts the next daemon.
  func lostConnection() -> String? {
    connection = nil
    let next = session.dialer.mayStart ? "finds or starts the next one" : "looks for the next one"
    return console.dim("The daemon has gone; the next question \(next).") + "\n"
  }

  func keep(_ entry: String) {
    do {
      try history.append(entry)
    } catch {
      console.note("What was typed is not kept: \(error.text)")
    }
  }
}
