import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// From a request to the row in the database.
extension TurnRegistry {
  /// How long the row of a stopped turn may wait for the writer.
  static let openingGrace = Duration.milliseconds(500)

  /// The result of the write of a turn's row.
  private enum Opened: Sendable {
    case known(Noun.Turn)
    case new(Noun.Turn, Noun.Thread?, ModelDirectory.Choice, Prompt?)
  }

  /// The turn was cancelled: nothing of it shall be written.
  private struct Withdrawn: Error {}

  func writeRow(_ live: LiveTurn, runs: Bool) {
    guard let opening = live.state.withLock({ $0.opening }) else { return }
    if live.isEphemeral {
      openEphemeral(live, opening, runs: runs)
    } else {
      write(live, opening, runs: runs)
    }
  }

  private func write(_ live: LiveTurn, _ opening: LiveTurn.Opening, runs: Bool) {
    let request = live.request
    opening.session.write({ [self, models, allowance, contextPolicy] changes -> Opened in
      guard state.withLock({ $0.machine.beginWriting(live.ticket) }) else { throw Withdrawn() }
      let thread = try request.threadId.map { try changes.thread($0, for: live.key.id) }
      let answered =
        models.needsAnswerer(request.model, on: thread)
        ? try changes.rows.answeringModel(in: thread?.id) : nil
      let choice = try models.choose(
        request.model, on: thread, answered: answered, for: live.key.owner, else: opening.found)
      let options = try choice.options(of: request, on: thread)
      let written = try changes.openTurn(
        NewTurn(
          id: live.key.id, threadId: request.threadId, newThreadId: opening.newThread,
          threadModel: request.model, threadPurpose: request.purpose, input: request.input,
          model: choice.name, systemPrompt: request.systemPrompt, metadata: request.metadata,
          // The alias is not stored, but its options are stored with the turn, for a retry.
          options: choice.aliasOptions == nil ? request.options : options,
          status: runs ? .running : .queued,
          fingerprint: live.fingerprint, retryOf: live.retryOf))
      switch written {
      case .known(let turn): return .known(turn)
      case .new(var turn, let thread):
        try choice.check(options)
        try allowance.spend(in: changes)
        guard runs else { return .new(turn, thread, choice, nil) }
        let prompt = try Prompt(
          for: request, retrying: live.retryOf, on: thread, of: choice, policy: contextPolicy,
          failing: nil, in: changes.rows)
        try changes.note(prompt, of: &turn)
        return .new(turn, thread, choice, prompt)
      }
    }) { [self] in opened(live, $0) }
  }

  /// The same for a turn of which nothing is stored.
  private func openEphemeral(_ live: LiveTurn, _ opening: LiveTurn.Opening, runs: Bool) {
    let request = live.request
    let session = opening.session
    let open: @Sendable (borrowing Rows) throws -> Opened = {
      [models, contextPolicy, now] rows in
      let thread = try request.threadId.map { try rows.liveThread($0) }
      let answered =
        models.needsAnswerer(request.model, on: thread)
        ? try rows.answeringModel(in: thread?.id) : nil
      let choice = try models.choose(
        request.model, on: thread, answered: answered, for: live.key.owner, else: opening.found)
      try choice.check(try choice.options(of: request, on: thread))
      let prompt = try Prompt(
        for: request, retrying: live.retryOf, on: thread, of: choice, policy: contextPolicy,
        failing: nil, in: rows)
      let time = now()
      let turn = Noun.Turn(
        id: live.key.id, threadId: nil, status: runs ? .running : .queued,
        model: choice.name, input: request.input.text, options: request.options,
        droppedMessages: prompt.droppedMessages, retryOf: live.retryOf, queuedAt: time,
        startedAt: runs ? time : nil)
      return .new(turn, nil, choice, prompt)
    }
    if allowance.countsRequests {
      session.write({ [allowance] changes in
        try allowance.spend(in: changes)
        return try open(changes.rows)
      }) { [self] in opened(live, $0) }
    } else {
      session.owned.scan({ [allowance] rows in
        try allowance.check(in: rows)
        return try open(rows)
      }) { [self] in opened(live, $0) }
    }
  }

  private func opened(_ live: LiveTurn, _ result: Result<Opened, any Error>) {
    switch result {
    case .success(.known(let turn)):
      live.state.withLock { $0.written = .past(turn) }
      take(.rowKnown, of: live)
    case .success(.new(let turn, let thread, let choice, let prompt)):
      live.state.withLock { state in
        (state.turn, state.thread, state.choice) = (turn, thread, choice)
        state.prompt = prompt
      }
      // The list helps to find the next name without asking the provider.
      if models.lacksList(of: choice, for: live.key.owner) {
        learnModels(of: choice.provider, for: live)
      }
      take(.rowWritten, of: live)
    // The turn is withdrawn, and those who waited for it were told.
    case .failure(is Withdrawn): break
    case .failure(let inquiry as ModelDirectory.Inquiry):
      live.state.withLock { $0.opening?.inquiry = inquiry }
      take(.modelUnknown, of: live)
    case .failure(let error):
      take(.rowRefused(Fault(error, of: "turn/run", log: log)), of: live)
    }
  }

  func limitOpening(_ live: LiveTurn) {
    Task {
      try await Task.sleep(for: Self.openingGrace)
      take(.graceOver, of: live)
    }
  }

  /// Asks providers which models they have.
  func findModel(_ live: LiveTurn) {
    guard let inquiry = live.state.withLock({ $0.opening?.inquiry }) else { return }
    let leave = models.ask(inquiry, for: live.key.owner, of: live.owned) { [self] result in
      switch result {
      case .success(let found):
        live.state.withLock { $0.opening?.found = found }
        take(.modelFound, of: live)
      case .failure(let fault): take(.modelMissing(fault), of: live)
      }
    }
    if !live.searches(leave: leave) { leave() }
  }
}

extension LiveTurn {
  /// Stores the function that leaves the search; false if the search was left already.
  fileprivate func searches(leave: @escaping ModelSource.Cancel) -> Bool {
    state.withLock { state in
      if case .left = state.search { return false }
      state.search = .asking(leave: leave)
      return true
    }
  }

  func leaveSearch() {
    let search = state.withLock { state in
      defer { state.search = .left }
      return state.search
    }
    if case .asking(let leave) = search { leave() }
  }
}
