import ArgumentParser
import Client
import Wire

/// One question, shown: the answer on standard output, the rest on standard error.
final class AskRun {
  enum Format: Equatable {
    /// Text as it comes, or all of it at the end.
    case text, textAtEnd
    /// One line of JSON at the end; or one for each notification too.
    case result, lines
    /// Text at the end, and of it one code block alone.
    case block(FencedBlock.Choice)

    init(json: Bool, stream: Bool?) {
      self =
        switch (json, stream) {
        case (false, false?): .textAtEnd
        case (false, _): .text
        case (true, true?): .lines
        case (true, _): .result
        }
    }
  }

  private let session: Session
  private let turnCall: TurnCall
  private let format: Format
  private let showsReasoning: Bool
  private let showsUsage: Bool
  private let indicator: WaitingIndicator
  /// Shows the answer's Markdown; `nil` where it is printed as it is.
  private var markdown: MarkdownRenderer?
  private var console: Console { session.console }

  private var printableAnswer = PrintableText()
  private var printableReasoning = PrintableText()
  private var held = ""
  private var block: String?
  private var printedText = false
  private var endsLine = true { didSet { markLine() } }
  private var reasoningEndsLine = true { didSet { markLine() } }
  private var cancelled = false
  /// Whether the daemon died on the way and was started again.
  private var hasRestarted = false
  /// The thread that it asks in, and the turn once it has ended.
  private(set) var thread: ThreadID?
  private(set) var turn: Noun.Turn?

  init(
    _ session: Session, _ turnCall: TurnCall, format: Format, showsReasoning: Bool = false,
    showsUsage: Bool = false
  ) {
    self.session = session
    self.turnCall = turnCall
    self.format = format
    self.showsReasoning = showsReasoning
    self.showsUsage = showsUsage
    indicator = WaitingIndicator(session.console)
    switch format {
    case .text, .textAtEnd: markdown = session.console.showsMarkdown ? MarkdownRenderer() : nil
    case .result, .lines, .block: break
    }
  }

  func run(on connection: Connection) throws {
    let runner = TurnRunner(
      turnCall, on: connection, dialer: session.dialer, output: console.output, listen: show)
    if console.hasStatus { runner.tickMilliseconds = 1000 }
    let ending: TurnEnding
    do {
      ending = try runner.run()
    } catch {
      // What is unwritten now stays so: its reader has gone, or is stuck and Ctrl-C came twice.
      indicator.clear()
      if markdown != nil { console.status("\u{1B}[0m") }
      throw error
    }
    indicator.clear()
    try finish(ending)
  }
}

extension AskRun {
  private func show(_ event: TurnEvent) throws {
    switch event {
    case .line(let line):
      guard format == .lines else { return }
      indicator.clear()
      console.output.append(clean(json: line))
    case .started(let turn):
      if let thread = turn.threadId { remember(thread) }
      if turn.status == .running { indicator.begin() }
    case .said(.text, let text): say(text)
    case .said(.reasoning, let text): think(text)
    case .retrying(let retry):
      let seconds = Double((retry.delayMs + 50) / 100) / 10
      indicator.say("\(retry.error.message) Trying again in \(seconds) s.")
    case .reconnecting: indicator.say("The daemon went away; waiting for it to come back.")
    case .restarted: hasRestarted = true
    case .silent(let sentence):
      indicator.clear()
      if indicator.isMidLine { console.status("\n") }
      console.note("\(sentence) Should it go on, so does this.")
    case .cancelling:
      cancelled = true
      indicator.say("Cancelling; Ctrl-C again leaves at once.")
    case .waiting: indicator.tick()
    }
  }

  private func say(_ text: Substring) {
    indicator.hear(.text)
    switch format {
    case .text:
      // A pipe's reader may write to the same terminal, a file has none.
      if !console.writesFile { indicator.stop() }
      endReasoning()
      printedText = true
      endsLine = text.utf8.last == UInt8(ascii: "\n")
      console.output.append(shown(text).utf8)
    case .textAtEnd, .block: held += text
    case .result, .lines: break
    }
  }

  private func think(_ text: Substring) {
    indicator.hear(.reasoning)
    guard showsReasoning else { return }
    indicator.stop()
    reasoningEndsLine = text.utf8.last == UInt8(ascii: "\n")
    console.status(
      console.hasStatus ? console.dim(printableReasoning.piece(text)) : String(text))
  }

  /// Where both streams are the terminal, a status line would take the text's place.
  private func markLine() {
    indicator.isMidLine = !reasoningEndsLine || (console.isTerminal && !endsLine)
  }

  private func endReasoning() {
    if !reasoningEndsLine { console.status("\n") }
    reasoningEndsLine = true
  }

  /// As much of what was said as can be shown now.
  private func shown(_ text: Substring) -> String {
    markdown?.take(clean(text)) ?? clean(text)
  }

  private func clean(_ text: Substring) -> String {
    console.isTerminal ? printableAnswer.piece(text) : String(text)
  }

  private func clean(json: [UInt8]) -> [UInt8] {
    let line =
      console.isTerminal
      ? Array(PrintableText.json(String(decoding: json, as: UTF8.self)).utf8) : json
    return line + [UInt8(ascii: "\n")]
  }

  /// Not being able to is worth a note, not the answer.
  private func remember(_ thread: ThreadID) {
    guard self.thread == nil else { return }
    self.thread = thread
    do {
      try session.current.remember(thread)
    } catch {
      console.note("--continue will not find this thread: \(error.text)")
    }
  }
}

extension AskRun {
  private func finish(_ ending: TurnEnding) throws {
    switch ending {
    case .result(let result, let json):
      turn = result.turn
      if let thread = result.turn.threadId { remember(thread) }
      if format == .result || format == .lines { console.output.append(clean(json: json)) }
      let hasBlock = takeBlock(of: result.turn)
      try endText()
      if showsUsage { console.note(TurnUsage.text(of: result.turn)) }
      try judge(result.turn)
      if !hasBlock { throw ExitCode.daemonSaidNo }
    case .fault(let fault):
      try endText()
      if cancelled, fault.fault?.kind == .cancelled { throw ExitCode.interrupted }
      if fault.fault?.kind == .notFound, let thread = turnCall.threadId, !session.options.json {
        console.note("The thread \(thread) is gone; ask without -c, or choose another with -t.")
      }
      throw fault
    case .interrupted(let turn):
      try endText()
      if session.options.json, let error = turn.error {
        throw try ReceivedFault(error)
      }
      let fate =
        hasRestarted
        ? "The daemon ended before the answer was finished, and was started again."
        : "The daemon stopped before the answer was finished."
      console.note("\(fate) \(whereToLook(turn.id))")
      throw ExitCode.daemonSaidNo
    case .lost:
      try endText()
      throw ClientError.unreachable(
        turnCall.isEphemeral
          ? "The daemon went away, and has kept nothing of this question."
          : "The daemon went away and has not come back. \(whereToLook(turnCall.id))")
    }
  }

  private func whereToLook(_ turn: TurnID?) -> String {
    turn.map {
      "What was said is kept: skein call turn/get '{\"turnId\":\"\($0)\"}'; skein retry asks again."
    } ?? ""
  }

  /// Leaves of the answer the block that was asked for; false when a whole answer has none.
  private func takeBlock(of turn: Noun.Turn) -> Bool {
    guard case .block(let choice) = format, turn.status == .completed else { return true }
    block = FencedBlock.find(choice, in: held)?.text
    guard block == nil else { return true }
    // Whatever waits for code must not get prose, and nobody has to ask again.
    console.status(
      (console.hasStatus ? PrintableText.block(held) : held)
        + (held.isEmpty || held.utf8.last == UInt8(ascii: "\n") ? "" : "\n"))
    console.note("There is no code block in this answer.")
    return false
  }

  /// Everything written, and a line end at last.
  private func endText() throws {
    endReasoning()
    if case .block = format { held = block ?? "" }
    if !held.isEmpty {
      endsLine = held.utf8.last == UInt8(ascii: "\n")
      printedText = true
      console.output.append(shown(held[...]).utf8)
    }
    console.output.append((markdown?.finish() ?? "").utf8)
    if printedText, !endsLine { console.output.append("\n".utf8) }
    try console.output.drain(session.dialer.interrupt)
  }

  private func judge(_ turn: Noun.Turn) throws {
    if let dropped = turn.droppedMessages {
      console.note(
        "The thread is longer than the model takes: its oldest \(dropped) messages "
          + "were not sent.")
    }
    if turn.status == .cancelled {
      if cancelled {
        if console.hasStatus { console.note("Cancelled; what was said is kept.") }
        throw ExitCode.interrupted
      }
      console.note("The turn was cancelled from elsewhere; what was said is kept.")
      throw ExitCode.daemonSaidNo
    }
    switch turn.finishReason {
    case "length", "outputLimit":
      console.note("The answer was cut off: it reached its length limit.")
    case "content_filter": console.note("The answer was cut off by the provider's content filter.")
    default: break
    }
  }
}
