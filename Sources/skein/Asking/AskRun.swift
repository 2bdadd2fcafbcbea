import ArgumentParser
import Client
import Wire

/// One question, shown: the answer on standard output, the rest on standard error.
final class AskRun {
  let session: Session
  let turnCall: TurnCall
  let demands: AnswerDemands
  let showsUsage: Bool
  let indicator: WaitingIndicator
  let printer: AnswerPrinter
  var console: Console { session.console }

  private(set) var cancelled = false
  /// Whether the daemon died on the way and was started again.
  private(set) var hasRestarted = false
  /// Whether a daemon has told of the turn.
  private(set) var isTaken = false
  /// The thread that it asks in, and the turn once it has ended.
  private(set) var thread: ThreadID?
  var turn: Noun.Turn?
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
  func remember(_ thread: ThreadID) {
    guard self.thread == nil else { return }
    self.thread = thread
    do {
      try session.current.remember(thread)
    } catch {
      console.note("--continue will not find this thread: \(error.text)")
    }
  }
}
