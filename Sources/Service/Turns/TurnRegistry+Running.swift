import Logging
import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// From the moment when a turn gets a slot to the last event of its model.
extension TurnRegistry {
  /// Writes that a waiting turn runs now, and reads what will be sent to its model, which includes the
  /// messages of the turns before it.
  func writeStart(_ live: LiveTurn) {
    let request = live.request
    guard let choice = live.state.withLock({ $0.choice }) else { return }
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
      live.state.withLock { state in
        if let written { state.turn = written }
        state.turn?.status = .running
        if state.turn?.startedAt == nil { state.turn?.startedAt = now() }
        state.turn?.droppedMessages = prompt.droppedMessages
        state.prompt = prompt
      }
      take(.startWritten, of: live)
    case .failure(let error):
      take(.startRefused(Fault(error, of: "turn/start", log: log)), of: live)
    }
  }

  func tellStarted(_ live: LiveTurn) {
    let turn = live.state.withLock { state in
      state.draft = Draft(startedAt: .now)
      return state.turn
    }
    if let turn { live.feed.start(turn) }
  }

  /// Sends the request to the provider.
  func ask(_ live: LiveTurn) {
    let (choice, prompt) = live.state.withLock { state in
      defer { state.prompt = nil }
      return (state.choice, state.prompt)
    }
    guard let choice, let prompt else { return absorb(.cancelled(attempts: 0), live) }
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
    live.state.withLock { $0.cancel = cancel }
    take(.asked, of: live)
  }

  /// Handles one event of the model, on the HTTP thread.
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
      let told = live.owned.told(failure, of: provider)
      let error = ErrorObject(Fault(told, of: provider, turn: live.key.id))
      live.feed.announce(
        Outbound.notification(
          TurnRetrying.self,
          .init(
            turnId: live.key.id, attempt: attempt, maxAttempts: provider.maxAttempts,
            delayMs: delayMs, error: error)))
    case .ended(let outcome): ended(live, outcome)
    }
  }

  private func ended(_ live: LiveTurn, _ outcome: Draft.Outcome) {
    live.state.withLock { $0.outcome = outcome }
    switch outcome {
    case .completed: take(.modelEnded(.completed), of: live)
    case .failed(let failure):
      let choice = live.state.withLock { $0.choice }
      if failure.saysModelIsUnknown, let choice { learnModels(of: choice.provider, for: live) }
      take(.modelEnded(.failed), of: live)
    case .cancelled: take(.modelEnded(.cancelled), of: live)
    }
  }

  /// Asks a provider which models it has, so that the next name can be checked before a request is
  /// sent. Nobody waits for the answer.
  func learnModels(of provider: Provider, for live: LiveTurn) {
    _ = models.ask(provider, for: live.key.owner, of: live.owned) { _ in }
  }
}
