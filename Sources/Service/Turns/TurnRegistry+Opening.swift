import OpenAI
import Store
import Synchronization
import Wire

/// From a request to the row in the database.
///
/// A turn whose model is not known from a list may have to wait for providers to say which they have.
/// It has no slot meanwhile, and nothing of it is written down.
extension TurnRegistry {
  /// What the write of a turn's row came to.
  enum Opened: Sendable {
    case known(Noun.Turn)
    case new(Noun.Turn, Noun.Thread?, ModelDirectory.Choice, Prompt?)
  }

  /// Writes a turn's row; `found` is its model where providers were asked for it.
  func write(
    _ live: LiveTurn, newThread: ThreadID, arrival: TurnQueue.Arrival,
    found: ModelDirectory.Found? = nil, from session: Session
  ) {
    let request = live.request
    session.write({ [models, allowance, contextPolicy] changes -> Opened in
      try live.beginWriting()
      let thread = try request.threadId.map { try changes.thread($0, for: live.key.id) }
      let choice = try models.choose(
        request.model, on: thread, for: live.key.owner, else: found)
      let options = try choice.options(of: request, on: thread)
      let opening = try changes.openTurn(
        NewTurn(
          id: live.key.id, threadId: request.threadId, newThreadId: newThread,
          threadModel: request.model, input: request.input, model: choice.name,
          systemPrompt: request.systemPrompt, metadata: request.metadata,
          // The alias is not kept: what it asks for goes with the turn, for who asks again.
          options: choice.aliasOptions == nil ? request.options : options,
          status: arrival == .runs ? .running : .queued,
          fingerprint: live.fingerprint, retryOf: live.retryOf))
      switch opening {
      case .known(let turn): return .known(turn)
      case .new(var turn, let thread):
        try choice.check(options)
        try allowance.spend(in: changes)
        guard arrival == .runs else { return .new(turn, thread, choice, nil) }
        let prompt = try Prompt(
          for: request, retrying: live.retryOf, on: thread, of: choice, policy: contextPolicy,
          failing: nil, in: changes.rows)
        try changes.note(prompt, of: &turn)
        return .new(turn, thread, choice, prompt)
      }
    }) { [self] result in
      if case .failure(let inquiry as ModelDirectory.Inquiry) = result {
        findModel(inquiry, for: live) { [self] found in
          write(live, newThread: newThread, arrival: .waits, found: found, from: session)
        }
      } else {
        opened(live, result)
      }
    }
  }

  /// The same for a turn of which nothing is stored.
  func openEphemeral(
    _ live: LiveTurn, arrival: TurnQueue.Arrival, found: ModelDirectory.Found? = nil,
    from session: Session
  ) {
    let request = live.request
    let open: @Sendable (borrowing Rows) throws -> Opened = {
      [models, contextPolicy, now] rows in
      let thread = try request.threadId.map { try rows.liveThread($0) }
      let choice = try models.choose(
        request.model, on: thread, for: live.key.owner, else: found)
      try choice.check(try choice.options(of: request, on: thread))
      let prompt = try Prompt(
        for: request, retrying: live.retryOf, on: thread, of: choice, policy: contextPolicy,
        failing: nil, in: rows)
      let time = now()
      let turn = Noun.Turn(
        id: live.key.id, threadId: nil, status: arrival == .runs ? .running : .queued,
        model: choice.name, input: request.input.text, options: request.options,
        droppedMessages: prompt.droppedMessages, retryOf: live.retryOf, queuedAt: time,
        startedAt: arrival == .runs ? time : nil)
      return .new(turn, nil, choice, prompt)
    }
    let then: @Sendable (Result<Opened, any Error>) -> Void = { [self] result in
      if case .failure(let inquiry as ModelDirectory.Inquiry) = result {
        findModel(inquiry, for: live) { [self] found in
          openEphemeral(live, arrival: .waits, found: found, from: session)
        }
      } else {
        opened(live, result)
      }
    }
    if allowance.countsRequests {
      session.write(
        { [allowance] changes in
          try allowance.spend(in: changes)
          return try open(changes.rows)
        }, then: then)
    } else {
      session.owned.scan(
        { [allowance] rows in
          try allowance.check(in: rows)
          return try open(rows)
        }, then: then)
    }
  }

  /// Asks providers which models they have, and goes on with `then`. The turn's slot is somebody
  /// else's meanwhile.
  private func findModel(
    _ inquiry: ModelDirectory.Inquiry, for live: LiveTurn,
    then: @escaping @Sendable (ModelDirectory.Found) -> Void
  ) {
    switch live.beginFindingModel() {
    case .goesOn: break
    case .stopped: return withdraw(live)
    case .over: return
    }
    do throws(Fault) {
      try state.withLock { (state) throws(Fault) in
        try state.queue.hold(live.key, at: live.place)
      }
    } catch {
      if live.endFindingModel() { opened(live, .failure(error)) }
      return
    }
    startNext()
    let leave = models.ask(inquiry, for: live.key.owner, of: live.owned) { [self] result in
      guard live.endFindingModel() else { return }
      switch result {
      case .success(let found):
        state.withLock { $0.queue.release(live.key, at: live.place) }
        then(found)
        startNext()
      case .failure(let fault): opened(live, .failure(fault))
      }
    }
    if !live.findsModel(leave: leave) { leave() }
  }

  private func opened(_ live: LiveTurn, _ result: Result<Opened, any Error>) {
    switch result {
    case .success(.known(let turn)):
      if live.leavesOpening() { retire(live, .past(turn)) }
    case .failure(let error):
      // A withdrawn turn is not written, and whoever waited for it knows.
      guard live.leavesOpening() else { return }
      retire(live, .refused(Fault(error, of: "turn/run", log: log)))
    case .success(.new(let turn, let thread, let choice, let prompt)):
      let (waiting, next) = live.state.withLock { state -> ([@Sendable () -> Void], Next?) in
        guard case .opening(let mayStart) = state.phase else { return ([], nil) }
        (state.turn, state.thread, state.choice) = (turn, thread, choice)
        var next: Next
        switch (turn.status == .running, mayStart) {
        case (true, _): next = .ask(prompt)
        case (false, true): next = .start
        case (false, false): next = .wait
        }
        if state.stop != nil, !next.asks { next = .giveUp }
        state.phase = next.phase
        defer { (state.whenReadable, state.whenOpened) = ([], []) }
        return (state.whenOpened + state.whenReadable, next)
      }
      for body in waiting { body() }
      // Then the next name is looked for without a question.
      if models.lacksList(of: choice, for: live.key.owner) {
        learnModels(of: choice.provider, for: live)
      }
      switch next {
      case .ask(let prompt): ask(live, prompt, after: turn)
      case .start: start(live)
      case .giveUp: giveUp(live)
      case .wait, nil: break
      }
    }
  }

  /// What follows when a turn's row is written.
  private enum Next {
    case ask(Prompt?)
    case start
    case wait
    case giveUp

    var asks: Bool {
      switch self {
      case .ask, .start: true
      case .wait, .giveUp: false
      }
    }

    var phase: LiveTurn.Phase {
      switch self {
      case .ask, .start: .starting
      case .wait: .waiting
      case .giveUp: .ending
      }
    }
  }
}
