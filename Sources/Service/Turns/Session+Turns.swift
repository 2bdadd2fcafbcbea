import Store
import Turns
import Wire

/// What a connection does with turns: it follows them, waits for them and stops following them.
extension Session {
  /// Registers what happens to a turn when this connection closes, until the returned closure is
  /// called.
  func mind(_ live: LiveTurn, _ onDisconnect: OnDisconnect?) -> @Sendable () -> Void {
    let followed = over.add { [id] in live.feed.detach(id) }
    let minded: Farewells.Ticket? =
      switch onDisconnect ?? .goOn {
      case .goOn: nil
      case .cancel: gone.add { [daemon] in daemon.turns.cancel(live) }
      }
    return { [over, gone] in
      over.forget(followed)
      gone.forget(minded)
    }
  }

  /// Lets this session follow a turn from now on, unless it may no longer follow anything.
  private func follow(
    _ live: LiveTurn, _ interval: DeltaInterval?, first: (Script, Noun.Turn?) -> Void
  ) {
    live.feed.attach(
      Watcher(session: id, outlet: outlet, turn: live.key.id, deltaInterval: interval),
      first: first)
    if over.isOver { live.feed.detach(id) }
  }

  /// For `turn/run` with `stream`: sends the output so far, then each delta.
  func stream(_ live: LiveTurn, _ interval: DeltaInterval?) {
    follow(live, interval) { script, started in
      catchUp(script, started)
    }
  }

  /// For `turn/start` and `turn/retry`: follows the turn, and answers when its row is written.
  func start(
    _ live: LiveTurn, _ onDisconnect: OnDisconnect?, _ interval: DeltaInterval?,
    _ answer: Answer<TurnStart.Result>
  ) {
    live.whenReadable(holdReads())
    let leave = mind(live, onDisconnect)
    live.whenEnded { _ in leave() }
    answer.call.onCancel { [daemon] in daemon.turns.callOff(live) }
    live.whenOpened { [self] in startedFollowing(live, interval, answer) }
  }

  /// Sends the answer, then the output so far, then each delta.
  private func startedFollowing(
    _ live: LiveTurn, _ interval: DeltaInterval?, _ answer: Answer<TurnStart.Result>
  ) {
    if answer.call.isCancelled, daemon.turns.isStopped(live) {
      return answer.fail(Fault.cancelled(turn: live.key.id))
    }
    guard let turn = live.turn else {
      live.whenEnded { [self] ending in
        switch ending {
        case .ended(let ended):
          answer.succeed(.init(turn: ended.turn, thread: ended.thread))
        case .past(let turn): showPast(turn, to: answer)
        case .refused(let fault): answer.fail(fault)
        }
      }
      return
    }
    follow(live, interval) { script, started in
      answer.succeed(.init(turn: turn, thread: live.thread))
      catchUp(script, started)
    }
  }

  /// Sends what a late follower has missed: at most one delta of text and one of reasoning.
  private func catchUp(_ script: Script, _ started: Noun.Turn?) {
    guard let started else { return }
    outlet.send(Outbound.notification(TurnStarted.self, .init(started)))
    for delta in script.joined(of: started.id) {
      outlet.send(Outbound.notification(TurnDelta.self, delta))
    }
  }

  func watch(
    _ live: LiveTurn, after seq: Sequence, _ interval: DeltaInterval?,
    _ answer: Answer<TurnWatch.Result>
  ) {
    guard let turn = live.turn else {
      showWhole(live.key.id, to: answer)
      return
    }
    follow(live, interval) { script, _ in
      let rest = script.rest(after: seq)
      answer.succeed(
        .init(
          turn: turn, text: rest.text, reasoning: rest.reasoning, fromSeq: rest.from,
          seq: script.seq))
    }
    let followed = over.add { [id] in live.feed.detach(id) }
    live.whenEnded { [over] _ in over.forget(followed) }
  }

  /// Answers a `turn/run` with its turn's end, or with an error if the login has ended.
  func answer(_ ending: LiveTurn.Ending, to answer: Answer<TurnRun.Result>) {
    do {
      try checkLogin()
    } catch {
      return answer.fail(error)
    }
    switch ending {
    case .ended(let ended): finish(ended.turn, ended.thread, ended.messages, answer)
    case .refused(let fault): answer.fail(fault)
    case .past(let turn):
      scan({ rows in
        (try turn.threadId.map { try rows.thread($0) }, try rows.turnMessages(turn.id))
      }) { [self] result in
        switch result {
        case .success(let (thread, messages)): finish(turn, thread, messages, answer)
        case .failure(let error): answer.fail(error)
        }
      }
    }
  }

  private func finish(
    _ turn: Noun.Turn, _ thread: Noun.Thread?, _ messages: [Noun.Message],
    _ answer: Answer<TurnRun.Result>
  ) {
    switch turn.status {
    case .completed:
      answer.succeed(.init(turn: turn, thread: thread, messages: messages))
    case .cancelled where answer.call.isCancelled:
      answer.fail(Fault.cancelled(turn: turn.id))
    case .cancelled:
      answer.succeed(.init(turn: turn, thread: thread, messages: messages))
    case .failed:
      answer.fail(turn.error?.fault ?? .internal(requestId: turn.id.description))
    case .interrupted, .queued, .running:
      answer.fail(Fault.shuttingDown(turn: turn.id))
    }
  }

  /// `turn/start` with the id of an ended turn: answers with the turn, then sends `turn/ended`.
  private func showPast(_ turn: Noun.Turn, to answer: Answer<TurnStart.Result>) {
    scan({ rows in
      (try turn.threadId.map { try rows.thread($0) }, try rows.turnMessages(turn.id))
    }) { [outlet] result in
      switch result {
      case .success(let (thread, messages)):
        answer.succeed(.init(turn: turn, thread: thread))
        outlet.send(
          Outbound.notification(TurnEnded.self, .init(turn: turn, messages: messages)))
      case .failure(let error): answer.fail(error)
      }
    }
  }

  /// `turn/watch` of an ended turn: answers with its whole output, then sends `turn/ended`.
  func showWhole(_ id: TurnID, to answer: Answer<TurnWatch.Result>) {
    scan({ rows in (try rows.turn(id), try rows.turnMessages(id)) }) { [outlet] result in
      switch result {
      case .success(let (turn, messages)):
        let text = turn.output ?? ""
        let reasoning = turn.reasoning ?? ""
        let seq = Sequence(text.isEmpty && reasoning.isEmpty ? 0 : 1)
        answer.succeed(
          .init(turn: turn, text: text, reasoning: reasoning, fromSeq: Sequence(0), seq: seq))
        outlet.send(
          Outbound.notification(TurnEnded.self, .init(turn: turn, messages: messages)))
      case .failure(let error): answer.fail(error)
      }
    }
  }

  /// Answers a `turn/cancel` with its turn's end.
  func answer(_ ending: LiveTurn.Ending, of id: TurnID, to answer: Answer<TurnResult>) {
    do {
      try checkLogin()
    } catch {
      return answer.fail(error)
    }
    switch ending {
    case .ended(let ended): answer.succeed(TurnResult(ended.turn))
    case .past(let turn): answer.succeed(TurnResult(turn))
    case .refused(let fault):
      switch fault.kind {
      // Its end could not be written.
      case .storage, .overloaded, .shuttingDown: answer.fail(fault)
      // A different request with the id of this turn was refused.
      case .parseError, .invalidRequest, .methodNotFound, .invalidParams, .internal, .cancelled,
        .unauthenticated, .notFound, .conflict, .busy, .provider, .limit, .forbidden,
        .invalidState, .gone:
        show(id, to: answer)
      }
    }
  }

  func show(_ id: TurnID, to answer: Answer<TurnResult>) {
    scan({ try $0.turn(id) }) { result in
      switch result {
      case .success(let turn): answer.succeed(TurnResult(turn))
      case .failure(let error): answer.fail(error)
      }
    }
  }
}
