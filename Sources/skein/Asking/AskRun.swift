import ArgumentParser
import Client
import Wire

/// One question, shown: the answer on standard output, the rest on standard error.
final class AskRun {
  private let session: Session
  private let turnCall: TurnCall
  private let demands: AnswerDemands
  private let showsUsage: Bool
  private let indicator: WaitingIndicator
  private let printer: AnswerPrinter
  private var console: Console { session.console }

  private var cancelled = false
  /// Whether the daemon died on the way and was started again.
  private var hasRestarted = false
  /// Whether a daemon has told of the turn.
  private var isTaken = false
  /// The thread that it asks in, and the turn once it has ended.
  private(set) var thread: ThreadID?
  private(set) var turn: Noun.Turn?
  /// Whether nothing was said that stands in the thread.
  var hasNoAnswer: Bool { turn?.messageIds.isEmpty ?? true }

  init(
    _ session: Session, _ turnCall: TurnCall, format: AnswerFormat,
    demands: AnswerDemands = AnswerDemands(), showsReasoning: Bool = false,
    showsUsage: Bool = false
  ) {
    self.session = session
    self.turnCall = turnCall
    self.demands = demands
    self.showsUsage = showsUsage
    indicator = WaitingIndicator(session.console, tellsPipes: !session.options.json)
    printer = AnswerPrinter(
      session.console, indicator, format: format, showsReasoning: showsReasoning)
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
      printer.leave()
      if isTaken, !turnCall.isEphemeral, ExitCode.isOutOfReach(error) { session.tell(keptWords) }
      throw error
    }
    indicator.clear()
    try finish(ending)
  }

  private func show(_ event: TurnEvent) throws {
    isTaken = isTaken || event.isOfTurn
    switch event {
    case .line(let line):
      guard printer.format == .lines else { return }
      indicator.clear()
      printer.print(json: line)
    case .started(let turn):
      session.discardDraft()
      if let thread = turn.threadId { remember(thread) }
      if turn.status == .running { indicator.begin() }
    case .said(.text, let text): printer.say(text)
    case .said(.reasoning, let text): printer.think(text)
    case .revised: try printer.takeBack(session.dialer.interrupt)
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
    let interrupt = session.dialer.interrupt
    switch ending {
    case .result(let result, let json):
      turn = result.turn
      if let thread = result.turn.threadId { remember(thread) }
      if printer.format.isJSON { printer.print(json: json) }
      let verdict = verdict(on: result.turn)
      printer.hold(to: verdict, isFiled: demands.file != nil)
      try printer.end(isBroken: false, interrupt)
      if showsUsage { try showUsage(of: result.turn) }
      try judge(result.turn, verdict)
    case .fault(let fault):
      try printer.end(isBroken: true, interrupt)
      if cancelled, fault.fault?.kind == .cancelled { throw ExitCode.interrupted }
      if let end = indicator.end(of: fault.message) {
        console.note(end)
        throw ExitCode.daemonSaidNo
      }
      throw fault
    case .interrupted(let turn):
      try printer.end(isBroken: true, interrupt)
      if session.options.json, let error = turn.error {
        throw try ReceivedFault(ErrorObject(error.fault.concerning(turn.id)))
      }
      let fate =
        hasRestarted
        ? "The daemon ended before the answer was finished, and was started again."
        : "The daemon stopped before the answer was finished."
      console.note("\(fate) \(keptWords)")
      throw ExitCode.daemonSaidNo
    case .lost:
      try printer.end(isBroken: true, interrupt)
      throw ClientError.unreachable(
        turnCall.isEphemeral
          ? "The daemon went away, and has kept nothing of this question."
          : "The daemon went away and has not come back. \(keptWords)")
    }
  }

  /// Who counts in what is asked for only where there is something to count.
  private func showUsage(of turn: Noun.Turn) throws {
    let currency =
      turn.cost == nil
      ? nil : try session.dialer.connect().call(ServerInfo.self, NoParams()).currency
    console.note(TurnUsage.text(of: turn, currency: currency))
  }

  private var keptWords: String {
    session.spoken(KeptTurn(id: turnCall.id, fate: isTaken ? .taken : .unknown).words)
  }

  /// A retry that was cancelled replaces nothing.
  private func answerBefore(_ turn: Noun.Turn) -> String {
    turn.retryOf != nil && turn.messageIds.isEmpty ? " An answer before it stands." : ""
  }

  /// Whether the answer is what it has to be; `nil` where nothing is demanded of it.
  private func verdict(on turn: Noun.Turn) -> AnswerDemands.Verdict? {
    guard demands.areAny, turn.status == .completed else { return nil }
    return demands.judge(
      turn.output ?? printer.held, cut: AnswerCut(finishReason: turn.finishReason))
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
      try file.write(text, session)
    }
    if turn.status == .completed, turn.finishReason == "tool_calls" {
      session.tell(
        "The answer ends where the model called a tool, and none was offered to it: something may "
          + "be missing.")
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
