import Logging
import OpenAI
import Store
import Synchronization
import Wire

/// From the slot that a turn has got to the model's last event.
extension TurnRegistry {
  /// How long what was said may be in memory alone.
  static let keepInterval = Duration.seconds(1)

  /// Starts as many waiting turns as there is room for.
  func startNext() {
    while let live = state.withLock({ state in state.queue.next().flatMap { state.live[$0] } }) {
      let isReady = live.state.withLock { state in
        switch state.phase {
        case .waiting:
          state.phase = .starting
          return true
        case .opening:
          state.phase = .opening(mayStart: true)
          return false
        case .findingModel, .starting, .running, .ending, .over:
          return false
        }
      }
      if isReady { start(live) }
    }
  }

  /// Writes that a waiting turn runs now, and reads what it is sent: what the turns before it wrote.
  func start(_ live: LiveTurn) {
    let request = live.request
    guard let choice = live.state.withLock({ $0.choice }) else { return giveUp(live) }
    if live.isEphemeral {
      live.owned.scan({ [allowance, contextPolicy] rows in
        try allowance.check(in: rows)
        let thread = try request.threadId.map { try rows.liveThread($0) }
        return try Prompt(
          for: request, retrying: live.retryOf, on: thread, of: choice, policy: contextPolicy,
          failing: live.key.id, in: rows)
      }) { [self] in started(live, $0.map { ($0, nil) }) }
      return
    }
    live.owned.write({ [allowance, contextPolicy] changes in
      try allowance.check(in: changes.rows)
      var turn = try changes.startTurn(live.key.id)
      let thread = try turn.threadId.map { try changes.rows.thread($0) }
      let followed = request.threadId == nil ? nil : thread
      let prompt = try Prompt(
        for: request, retrying: live.retryOf, on: followed ?? thread, of: choice,
        policy: contextPolicy, failing: live.key.id, in: changes.rows)
      try changes.note(prompt, of: &turn)
      return (prompt, turn)
    }) { [self] in started(live, $0) }
  }

  private func started(_ live: LiveTurn, _ result: Result<(Prompt, Noun.Turn?), any Error>) {
    switch result {
    case .success(let (prompt, written)):
      var turn = written ?? live.turn
      turn?.status = .running
      if turn?.startedAt == nil { turn?.startedAt = now() }
      turn?.droppedMessages = prompt.droppedMessages
      guard let turn else { return }
      live.state.withLock { $0.turn = turn }
      ask(live, prompt, after: turn)
    case .failure(let error):
      live.state.withLock { $0.draft = Draft(startedAt: .now) }
      let fault = Fault(error, of: "turn/start", log: log)
      end(live, status: .failed, finishReason: nil, usage: nil, error: fault)
    }
  }

  /// Puts the question to the provider, unless somebody has called it off meanwhile.
  func ask(_ live: LiveTurn, _ prompt: Prompt?, after turn: Noun.Turn) {
    let (choice, stop) = live.state.withLock { state in
      state.draft = Draft(startedAt: .now)
      return (state.choice, state.stop)
    }
    live.feed.start(turn)
    guard let choice, let prompt, stop == nil else {
      absorb(.cancelled(attempts: 0), live)
      return
    }
    let request = ChatRequest(
      model: choice.model, messages: prompt.messages, options: .init(prompt.options),
      recall: recall(of: prompt, live, at: choice.provider))
    let provider: Provider
    do throws(Failure) {
      provider = try live.owned.credited(choice.provider)
    } catch {
      return absorb(.failed(error, attempts: 0), live)
    }
    let cancel = source.stream(request, provider) { [self] event in absorb(event, live) }
    let stopped = live.state.withLock { state in
      guard case .starting = state.phase else { return false }
      state.phase = .running(cancel: cancel)
      return state.stop != nil
    }
    if stopped { cancel() }
  }

  /// One event of the model, on its client's thread.
  private func absorb(_ event: ModelEvent, _ live: LiveTurn) {
    let (step, choice) = live.state.withLock { state in
      (state.draft?.absorb(event, at: .now), state.choice)
    }
    switch step {
    case nil: break
    case .said(let words, let voice):
      live.feed.publish(words, as: voice)
      keepSoon(live)
    case .textWasReasoning:
      live.feed.revise { $0.countTextAsReasoning() }
      keepSoon(live)
    case .reasoningWasText:
      live.feed.revise { $0.countReasoningAsText() }
      keepSoon(live)
    case .retrying(let attempt, let delayMs, let failure):
      guard let provider = choice?.provider else { return }
      let error = ErrorObject(Fault(failure, of: provider, turn: live.key.id))
      live.feed.announce(
        Outbound.notification(
          TurnRetrying.self,
          .init(
            turnId: live.key.id, attempt: attempt, maxAttempts: provider.maxAttempts,
            delayMs: delayMs, error: error)))
    case .ended(let outcome): end(live, outcome)
    }
  }

  /// Writes down what was said since the last time, a second from now, so that a crash loses little.
  private func keepSoon(_ live: LiveTurn) {
    guard !live.isEphemeral else { return }
    let isFirst = live.state.withLock { state in
      defer { state.isKeepDue = true }
      return !state.isKeepDue
    }
    guard isFirst else { return }
    Task {
      try await Task.sleep(for: Self.keepInterval)
      keep(live)
    }
  }

  private func keep(_ live: LiveTurn) {
    let script = live.feed.script
    let new = live.state.withLock { state -> (text: String, reasoning: String, isWhole: Bool)? in
      state.isKeepDue = false
      guard case .running = state.phase else { return nil }
      let isWhole = state.keptRevision != script.revisedSeq
      if isWhole { (state.kept, state.keptRevision) = ((0, 0), script.revisedSeq) }
      defer { state.kept = (script.text.utf8.count, script.reasoning.utf8.count) }
      return (
        script.text.suffix(fromByte: state.kept.text),
        script.reasoning.suffix(fromByte: state.kept.reasoning), isWhole
      )
    }
    guard let new, !(new.text.isEmpty && new.reasoning.isEmpty) else { return }
    live.owned.write({ changes in
      if new.isWhole { try changes.dropTurnText(live.key.id) }
      try changes.keepTurnText(live.key.id, text: new.text, reasoning: new.reasoning)
    }) { [log] result in
      if case .failure(let error) = result {
        log.warning("what a turn has said so far is in memory alone: \(error)")
      }
    }
  }
}
