import Store
import Turns
import Wire

extension TurnRun: TurnHandler {
  static func handle(
    _ params: TurnRequest, from session: Session, answer: Answer<Result>
  ) {
    answer.call.park()
    let live: LiveTurn
    do {
      live = try session.daemon.turns.open(params, from: session)
    } catch {
      answer.fail(error)
      return
    }
    live.whenReadable(session.holdReads())
    let leave = session.mind(live, params.onDisconnect)
    answer.call.onCancel { session.daemon.turns.cancel(live) }
    if params.stream ?? false { session.stream(live, params.deltaIntervalMs) }
    live.whenEnded { ending in
      leave()
      session.answer(ending, to: answer)
    }
  }
}

extension TurnStart: TurnHandler {
  static func handle(
    _ params: TurnRequest, from session: Session, answer: Answer<Result>
  ) {
    do {
      let live = try session.daemon.turns.open(params, from: session)
      session.start(live, params.onDisconnect, params.deltaIntervalMs, answer)
    } catch {
      answer.fail(error)
    }
  }
}

extension TurnRetry: TurnHandler {
  static func handle(
    _ params: Params, from session: Session, answer: Answer<Result>
  ) {
    do {
      let live = try session.daemon.turns.retry(params, from: session)
      session.start(live, params.onDisconnect, params.deltaIntervalMs, answer)
    } catch {
      answer.fail(error)
    }
  }
}

extension TurnCancel: TurnHandler {
  /// Cancelling a live turn need not wait for the calls that were sent before.
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool {
    guard let session else { return false }
    do throws(Fault) {
      let params: Params = try decodeParams(of: call)
      return session.daemon.turns.live(TurnKey(owner: session.owner.key, id: params.id)) != nil
    } catch {
      return false
    }
  }

  static func handle(
    _ params: Params, from session: Session, answer: Answer<TurnResult>
  ) {
    let turns = session.daemon.turns
    guard let live = turns.live(TurnKey(owner: session.owner.key, id: params.id)) else {
      session.show(params.id, to: answer)
      return
    }
    answer.call.park()
    answer.call.onCancel { answer.fail(Fault.cancelled()) }
    live.whenEnded { session.answer($0, of: params.id, to: answer) }
    turns.cancel(live)
  }
}

extension TurnWatch: InquiryHandler {
  static func handle(
    _ params: Params, from session: Session, answer: Answer<Result>
  ) {
    let turns = session.daemon.turns
    guard let live = turns.live(TurnKey(owner: session.owner.key, id: params.turnId)) else {
      session.showWhole(params.turnId, to: answer)
      return
    }
    answer.call.onCancel { answer.fail(Fault.cancelled()) }
    live.whenOpened {
      if answer.call.isCancelled { return }
      session.watch(live, after: params.afterSeq ?? Sequence(0), params.deltaIntervalMs, answer)
    }
  }
}

extension TurnUnwatch: LinkHandler {
  static func handle(_ params: Params, on session: Session) throws -> Done {
    let key = TurnKey(owner: session.owner.key, id: params.id)
    if let live = session.daemon.turns.live(key) {
      live.feed.detach(session.id)
    } else {
      // It has ended, or this user has no such turn.
      try session.owned.read { try $0.requireTurn(params.id) }
    }
    return Done()
  }
}

extension TurnGet: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> TurnResult {
    TurnResult(try rows.turn(params.id))
  }
}

extension TurnList: ReadHandler {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Page<Noun.Turn> {
    try rows.turns(params)
  }
}

extension TurnWithdraw: WriteHandler {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> TurnResult {
    TurnResult(
      try changes.withdrawQuestion(
        of: params.turnId, deletesEmpty: params.deleteEmptyThread ?? false))
  }
}
