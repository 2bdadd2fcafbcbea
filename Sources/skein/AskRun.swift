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
    /// Text at the end, if it is what was demanded, and of it what was.
    case whole

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
  private let demands: AnswerDemands
  private let showsReasoning: Bool
  private let showsUsage: Bool
  private let indicator: WaitingIndicator
  /// Shows the answer's Markdown; `nil` where it is printed as it is.
  private var markdown: MarkdownRenderer?
  private var console: Console { session.console }

  private var printableAnswer = PrintableText()
  private var printableReasoning = PrintableText()
  private var held = ""
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
    _ session: Session, _ turnCall: TurnCall, format: Format,
    demands: AnswerDemands = AnswerDemands(), showsReasoning: Bool = false,
    showsUsage: Bool = false
  ) {
    self.session = session
    self.turnCall = turnCall
    self.format = format
    self.demands = demands
    self.showsReasoning = showsReasoning
    self.showsUsage = showsUsage
    indicator = WaitingIndicator(session.console, tellsPipes: !session.options.json)
    switch format {
    case .text, .textAtEnd: markdown = session.console.showsMarkdown ? MarkdownRenderer() : nil
    case .result, .lines, .whole: break
    }
  }

  func run(on connection: Connection) throws {
    let runner = TurnRunner(
      turnCall, on: connection, dialer: session.dialer, output: console.output, listen: show)
    runner.tickMilliseconds = 1000
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
    case .revised: try takeBack()
    case .retrying(let retry): indicator.say(RetryNotice(retry))
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
    case .textAtEnd, .whole: held += text
    case .result, .lines: break
    }
  }

  /// What was given out as the answer was thought aloud.
  private func takeBack() throws {
    switch format {
    case .text:
      guard printedText else { return }
      console.output.append((markdown?.finish() ?? "").utf8)
      if markdown != nil { markdown = MarkdownRenderer() }
      if !endsLine { console.output.append("\n".utf8) }
      endsLine = true
      try console.output.drain(session.dialer.interrupt)
      console.note("What stands above is what the model thought; its answer begins here.")
    case .textAtEnd, .whole: held = ""
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
    console.isTerminal || console.stylesPipe ? printableAnswer.piece(text) : String(text)
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
      let verdict = verdict(on: result.turn)
      hold(to: verdict)
      try endText()
      if showsUsage { try showUsage(of: result.turn) }
      try judge(result.turn, verdict)
    case .fault(let fault):
      try endText()
      if cancelled, fault.fault?.kind == .cancelled { throw ExitCode.interrupted }
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

  /// Who counts in what is asked for only where there is something to count.
  private func showUsage(of turn: Noun.Turn) throws {
    let currency =
      turn.cost == nil
      ? nil : try session.dialer.connect().call(ServerInfo.self, NoParams()).currency
    console.note(TurnUsage.text(of: turn, currency: currency))
  }

  private func whereToLook(_ turn: TurnID?) -> String {
    turn.map {
      "What was said is kept: skein turn show \($0); skein retry asks again."
    } ?? ""
  }

  /// A retry that was cancelled replaces nothing.
  private func answerBefore(_ turn: Noun.Turn) -> String {
    turn.retryOf != nil && turn.messageIds.isEmpty ? " An answer before it stands." : ""
  }

  /// Whether the answer is what it has to be; `nil` where nothing is demanded of it.
  private func verdict(on turn: Noun.Turn) -> AnswerDemands.Verdict? {
    guard demands.areAny, turn.status == .completed else { return nil }
    return demands.judge(turn.output ?? held, cut: AnswerCut(finishReason: turn.finishReason))
  }

  /// Leaves of the answer what is given out. Whatever waits for code must not get prose, and nobody
  /// has to ask again for the words.
  private func hold(to verdict: AnswerDemands.Verdict?) {
    guard format == .whole else { return }
    switch verdict {
    case .given(let text): held = demands.file == nil ? text : ""
    case nil: held = ""
    case .refused, .cut:
      console.status(
        (console.hasStatus ? PrintableText.block(held) : held)
          + (held.isEmpty || held.utf8.last == UInt8(ascii: "\n") ? "" : "\n"))
      held = ""
    }
  }

  /// Everything written, and a line end at last.
  private func endText() throws {
    endReasoning()
    if format == .whole, turn == nil { held = "" }
    if !held.isEmpty {
      endsLine = held.utf8.last == UInt8(ascii: "\n")
      printedText = true
      console.output.append(shown(held[...]).utf8)
    }
    console.output.append((markdown?.finish() ?? "").utf8)
    if printedText, !endsLine { console.output.append("\n".utf8) }
    try console.output.drain(session.dialer.interrupt)
  }

  private func judge(_ turn: Noun.Turn, _ verdict: AnswerDemands.Verdict?) throws {
    if let dropped = turn.droppedMessages {
      console.note(
        "The thread is longer than the model takes: its oldest \(counted(dropped, "message")) "
          + "\(dropped == 1 ? "was" : "were") not sent.")
    }
    if turn.status == .cancelled {
      if cancelled {
        if console.hasStatus {
          console.note("Cancelled; what was said is kept.\(answerBefore(turn))")
        }
        throw ExitCode.interrupted
      }
      console.note(
        "The turn was cancelled from elsewhere; what was said is kept.\(answerBefore(turn))")
      throw ExitCode.daemonSaidNo
    }
    if case .refused(let reason) = verdict {
      session.tell(reason + (demands.file.map { " \($0.path) stays as it was." } ?? ""))
      throw ExitCode.daemonSaidNo
    }
    if case .given(let text) = verdict, let file = demands.file {
      try file.write(text, console, session.dialer.interrupt)
    }
    if let cut = AnswerCut(finishReason: turn.finishReason) {
      let isWritten = demands.block != nil
      session.tell(
        cut.sentence
          + (isWritten ? "" : demands.file.map { " \($0.path) stays as it was." } ?? ""))
      // A block that is whole was wanted alone.
      if !isWritten { throw ExitCode.answerCut }
    }
  }

}
