import Logging
import OpenAI
import Store
import Synchronization
import Wire

/// From the model's last event, or somebody's word, to the pair.
extension TurnRegistry {
  func end(_ live: LiveTurn, _ outcome: Draft.Outcome) {
    let (stop, choice) = live.state.withLock { ($0.stop, $0.choice) }
    switch outcome {
    case .completed(let finishReason, let usage):
      end(live, status: .completed, finishReason: finishReason, usage: usage, error: nil)
    case .failed(let failure):
      let fault = choice.map { Fault(failure, of: $0.provider, turn: live.key.id) }
      var unknown: TurnEnd.UnknownModel?
      if failure.saysModelIsUnknown, let choice {
        learnModels(of: choice.provider, for: live)
        let names: [ModelName?] = [choice.name, ModelName(choice.model), live.request.model]
        unknown = TurnEnd.UnknownModel(
          names: names.compactMap { $0 },
          error: Fault(
            failure.sayingThreadDropsModel, of: choice.provider, turn: live.key.id))
      }
      // What came to nothing may have cost something all the same.
      end(
        live, status: .failed, finishReason: nil, usage: failure.usage, error: fault,
        unknownModel: unknown)
    case .cancelled where stop == .shutDown:
      end(
        live, status: .interrupted, finishReason: nil, usage: nil,
        error: .shuttingDown(turn: live.key.id))
    case .cancelled:
      end(live, status: .cancelled, finishReason: "cancelled", usage: nil, error: nil)
    }
  }

  /// Asks a provider which models it has, so that the next name is checked before it is asked for.
  /// Nobody waits for it.
  func learnModels(of provider: Provider, for live: LiveTurn) {
    _ = models.ask(provider, for: live.key.owner, of: live.owned) { _ in }
  }

  /// Ends a turn that never ran.
  func giveUp(_ live: LiveTurn) {
    let stop = live.state.withLock { $0.stop }
    if stop == .shutDown {
      end(
        live, status: .interrupted, finishReason: nil, usage: nil,
        error: .shuttingDown(turn: live.key.id))
    } else {
      end(live, status: .cancelled, finishReason: "cancelled", usage: nil, error: nil)
    }
  }

  func end(
    _ live: LiveTurn, status: TurnStatus, finishReason: String?, usage: Usage?, error: Fault?,
    unknownModel: TurnEnd.UnknownModel? = nil
  ) {
    let script = live.feed.script
    let (draft, choice) = live.state.withLock { state in
      state.phase = .ending
      return (state.draft, state.choice)
    }
    var end = TurnEnd(
      id: live.key.id, status: status, output: script.text, reasoning: script.reasoning,
      finishReason: finishReason, error: error, attempts: draft?.attempts ?? 0,
      promptTokens: usage?.promptTokens, completionTokens: usage?.completionTokens,
      totalTokens: usage?.totalTokens, reasoningTokens: usage?.reasoningTokens,
      costNanos: choice?.price?.costNanos(of: usage),
      firstTokenMs: draft?.firstTokenMs, totalMs: draft?.totalMs,
      userMessageID: live.messageIDs.user, assistantMessageID: live.messageIDs.assistant)
    end.unknownModel = unknownModel
    if live.isEphemeral {
      count(end, of: live)
    } else {
      write(end, of: live, retryIn: .seconds(1))
    }
  }

  /// Writes the end and, when the disk refuses, goes on trying: a reply that was paid for is not
  /// dropped because the disk is full for a while. Those who wait, and who come meanwhile, are told
  /// at once.
  private func write(_ end: TurnEnd, of live: LiveTurn, retryIn delay: Duration) {
    live.owned.write({ try $0.endTurn(end) }) { [self] result in
      switch result {
      case .success(let ended):
        retire(
          live,
          .ended(.init(turn: ended.turn, thread: ended.thread, messages: ended.messages)))
      case .failure(let fault as Fault) where fault.kind == .storage || fault.kind == .overloaded:
        log.error("a turn's end could not be written, trying again in \(delay): \(fault.message)")
        let told = fault.keepingAnswer()
        let waiting = live.state.withLock { state in
          state.refusal = told
          defer { state.whenEnded = [] }
          return state.whenEnded
        }
        for body in waiting { body(.refused(told)) }
        tryAgain(end, of: live, in: delay, fault)
      case .failure(let error):
        retire(live, .refused(Fault(error, of: "turn/run", log: log)))
      }
    }
  }

  /// Writes the end again after a while; when the daemon stops, once more at once. Meanwhile others
  /// may run, though not on its thread.
  private func tryAgain(_ end: TurnEnd, of live: LiveTurn, in delay: Duration, _ fault: Fault) {
    guard !isShuttingDown else { return retire(live, .refused(fault)) }
    state.withLock { $0.queue.giveSlotBack(live.key, at: live.place) }
    startNext()
    let retry = Task {
      do {
        try await Task.sleep(for: delay)
      } catch {
        // The daemon stops: this is the last try.
      }
      write(end, of: live, retryIn: min(delay * 2, .seconds(30)))
    }
    live.state.withLock { $0.endRetry = retry }
    if isShuttingDown { retry.cancel() }
  }

  private var isShuttingDown: Bool { state.withLock { $0.isShuttingDown } }

  /// Takes a turn out of the registry, tells everybody, and lets the next one start.
  func retire(_ live: LiveTurn, _ ending: LiveTurn.Ending) {
    let whenIdle = state.withLock { state in
      state.live[live.key] = nil
      state.queue.leave(live.key, at: live.place)
      guard state.live.isEmpty else { return [] as [@Sendable () -> Void] }
      defer { state.whenIdle = [] }
      return state.whenIdle
    }
    if case .ended(let ended) = ending {
      live.state.withLock { ($0.turn, $0.thread) = (ended.turn, ended.thread) }
      live.feed.finish(
        Outbound.notification(
          TurnEnded.self, .init(turn: ended.turn, messages: ended.messages)))
    }
    live.conclude(ending)
    startNext()
    for body in whenIdle { body() }
  }

  /// An ephemeral turn's tokens are counted, and nothing else of it is kept. Its answer is not lost
  /// when that fails.
  private func count(_ end: TurnEnd, of live: LiveTurn) {
    let ended = forgotten(live, end)
    live.owned.write({ try $0.count(end, model: ended.turn.model) }) { [self] result in
      if case .failure(let error) = result {
        log.warning("an ephemeral turn is missing in the ledger of usage: \(error)")
      }
      retire(live, .ended(ended))
    }
  }

  /// How a turn ended that was cancelled before its row was written: as one that is kept would,
  /// without a thread that was to be made with it.
  func withdrawn(_ live: LiveTurn) -> LiveTurn.Ended {
    forgotten(
      live,
      TurnEnd(
        id: live.key.id, status: .cancelled, finishReason: "cancelled",
        userMessageID: live.messageIDs.user, assistantMessageID: live.messageIDs.assistant))
  }

  /// How a turn ended of which nothing is stored: the same shape.
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
