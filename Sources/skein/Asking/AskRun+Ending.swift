import ArgumentParser
import Client
import Wire

/// How an answer ended: what is printed of it, said of it, and the exit status.
extension AskRun {
  func finish(_ ending: TurnEnding) throws {
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

  var keptWords: String {
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
      session.tell(reason + (demands.file.map { " \($0.untouched)" } ?? ""))
      throw ExitCode.daemonSaidNo
    }
    if turn.status == .completed, turn.finishReason == "tool_calls" {
      session.tell(
        "The answer ends where the model called a tool, and none was offered to it: something may "
          + "be missing." + (demands.file.map { " \($0.untouched)" } ?? ""))
      if demands.file != nil { throw ExitCode.answerCut }
    }
    if case .given(let text) = verdict, let file = demands.file {
      try file.write(text, session)
    }
    if let cut = AnswerCut(finishReason: turn.finishReason) {
      let isWritten = demands.block != nil
      session.tell(
        cut.sentence
          + (isWritten ? "" : demands.file.map { " \($0.untouched)" } ?? ""))
      // A block that is whole was wanted alone.
      if !isWritten { throw ExitCode.answerCut }
    }
  }
}
