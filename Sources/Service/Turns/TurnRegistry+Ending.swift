import Logging
import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// Writes a turn's end, whoever decided it.
extension TurnRegistry {
  func writeEnd(_ live: LiveTurn, _ ending: TurnEnding) {
    let end = end(of: live, ending)
    live.state.withLock { $0.end = end }
    if live.isEphemeral {
      count(end, of: live)
    } else {
      write(end, of: live)
    }
  }

  /// The end as it will be written in the turn's row.
  private func end(of live: LiveTurn, _ ending: TurnEnding) -> TurnEnd {
    let script = live.feed.script
    let (draft, outcome, choice) = live.state.withLock { ($0.draft, $0.outcome, $0.choice) }
    var end = TurnEnd(
      id: live.key.id, status: .cancelled, output: script.text, reasoning: script.reasoning,
      attempts: draft?.attempts ?? 0, firstTokenMs: draft?.firstTokenMs, totalMs: draft?.totalMs,
      userMessageID: live.messageIDs.user, assistantMessageID: live.messageIDs.assistant)
    var usage: Usage?
    switch ending {
    case .completed, .failed:
      switch outcome {
      case .completed(let finishReason, let counted):
        (end.status, end.finishReason, usage) = (.completed, finishReason, counted)
      case .failed(let failure):
        end.status = .failed
        end.error = choice.map {
          Fault(live.owned.told(failure, of: $0.provider), of: $0.provider, turn: live.key.id)
        }
        end.unknownModel = choice.flatMap { unknownModel(failure, $0, of: live) }
        // A failed request may have cost something too.
        usage = failure.usage
      case .cancelled, nil: end.finishReason = "cancelled"
      }
    case .refused(let fault): (end.status, end.error) = (.failed, fault)
    case .cancelled: end.finishReason = "cancelled"
    case .interrupted: (end.status, end.error) = (.interrupted, .leftUnfinished(turn: live.key.id))
    }
    end.promptTokens = usage?.promptTokens
    end.completionTokens = usage?.completionTokens
    end.totalTokens = usage?.totalTokens
    end.reasoningTokens = usage?.reasoningTokens
    end.costNanos = choice?.price?.costNanos(of: usage)
    return end
  }

  /// A model that does not exist, with all names under which a thread may have it.
  private func unknownModel(
    _ failure: Failure, _ choice: ModelDirectory.Choice, of live: LiveTurn
  ) -> TurnEnd.UnknownModel? {
    guard failure.saysModelIsUnknown else { return nil }
    let names: [ModelName?] = [choice.name, ModelName(choice.model), live.request.model]
    return TurnEnd.UnknownModel(
      names: names.compactMap { $0 },
      error: Fault(failure.sayingThreadDropsModel, of: choice.provider, turn: live.key.id))
  }

  private func write(_ end: TurnEnd, of live: LiveTurn) {
    live.owned.write({ try $0.endTurn(end) }) { [self] result in
      switch result {
      case .success(let ended):
        live.state.withLock { state in
          (state.turn, state.thread) = (ended.turn, ended.thread)
          state.written = .ended(
            .init(turn: ended.turn, thread: ended.thread, messages: ended.messages))
        }
        take(.endWritten, of: live)
      case .failure(let fault as Fault) where fault.kind == .storage || fault.kind == .overloaded:
        take(.endRefused(fault, isPassing: true), of: live)
      case .failure(let error):
        take(
          .endRefused(Fault(error, of: "turn/run", log: log), isPassing: false), of: live)
      }
    }
  }

  /// When the daemon stops, the machine does not wait for the end of the pause.
  func pauseBeforeEnd(_ live: LiveTurn) {
    let pause = live.state.withLock { $0.endRetry.next() }
    log.error("a turn's end could not be written, trying again in \(pause)")
    let retry = Task {
      try await Task.sleep(for: pause)
      take(.endRetryDue, of: live)
    }
    live.state.withLock { $0.endRetry.task = retry }
  }

  func writeEndAgain(_ live: LiveTurn) {
    let end = live.state.withLock { state in
      state.endRetry.task?.cancel()
      return state.end
    }
    if let end { write(end, of: live) }
  }

  /// Tells all who wait how a turn ended that the registry has forgotten.
  func retire(_ live: LiveTurn, _ told: TurnRetirement) {
    let ending: LiveTurn.Ending?
    switch told {
    case .ended, .past: ending = live.state.withLock { $0.written }
    case .withdrawn:
      live.state.withLock { $0.isWithdrawn = true }
      ending = .ended(withdrawn(live))
    case .refused(let fault): ending = .refused(fault)
    }
    guard let ending else { return }
    if case .ended(let ended) = ending {
      live.state.withLock { ($0.turn, $0.thread) = (ended.turn, ended.thread) }
      live.feed.finish(
        Outbound.notification(
          TurnEnded.self, .init(turn: ended.turn, messages: ended.messages)))
    }
    live.conclude(ending)
  }

  /// Counts an ephemeral turn's tokens; nothing else of it is stored. If that fails, the turn's answer
  /// is sent all the same.
  private func count(_ end: TurnEnd, of live: LiveTurn) {
    let ended = forgotten(live, end)
    live.owned.write({ try $0.count(end, model: ended.turn.model) }) { [self] result in
      if case .failure(let error) = result {
        log.warning("the tokens of an ephemeral turn could not be counted: \(error)")
      }
      live.state.withLock { $0.written = .ended(ended) }
      take(.endWritten, of: live)
    }
  }

  /// The end of a turn that was cancelled before its row was written. It has the form of any other end,
  /// without the thread that would have been created with it.
  private func withdrawn(_ live: LiveTurn) -> LiveTurn.Ended {
    forgotten(
      live,
      TurnEnd(
        id: live.key.id, status: .cancelled, finishReason: "cancelled",
        userMessageID: live.messageIDs.user, assistantMessageID: live.messageIDs.assistant))
  }

  /// The end of a turn of which nothing is stored, in the same form.
  private func forgotten(_ live: LiveTurn, _ end: TurnEnd) -> LiveTurn.Ended {
    let time = now()
    var turn =
      live.turn
      ?? Noun.Turn(
        id: live.key.id, threadId: live.isEphemeral ? nil : live.request.threadId,
        status: end.status, model: live.request.model ?? ModelName(trusted: "none"),
        input: live.request.input.text, retryOf: live.retryOf, queuedAt: time)
    turn.status = end.status
    turn.output = end.output
    turn.reasoning = end.reasoning.isEmpty ? nil : end.reasoning
    turn.finishReason = end.finishReason
    turn.error = end.error.map(ErrorObject.init)
    turn.attempts = end.attempts
    (turn.promptTokens, turn.completionTokens) = (end.promptTokens, end.completionTokens)
    (turn.totalTokens, turn.reasoningTokens) = (end.totalTokens, end.reasoningTokens)
    turn.cost = end.costNanos.map { Double($0) / 1_000_000_000 }
    (turn.firstTokenMs, turn.totalMs) = (end.firstTokenMs, end.totalMs)
    turn.endedAt = time
    let isPair = end.status == .completed || end.status == .cancelled && !end.output.isEmpty
    guard isPair else { return LiveTurn.Ended(turn: turn, thread: nil, messages: []) }
    func message(_ role: Noun.Role, _ content: String) -> Noun.Message {
      Noun.Message(
        id: nil, threadId: nil, turnId: turn.id, sequence: nil, role: role, content: content,
        createdAt: time)
    }
    var answer = message(.assistant, end.output)
    (answer.promptTokens, answer.completionTokens) = (end.promptTokens, end.completionTokens)
    answer.totalTokens = end.totalTokens
    var question = message(.user, live.request.input.text)
    question.metadata = live.request.metadata
    return LiveTurn.Ended(turn: turn, thread: nil, messages: [question, answer])
  }
}
