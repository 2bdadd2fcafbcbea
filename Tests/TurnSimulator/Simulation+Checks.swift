import Turns
import Wire

/// What has to hold besides what each step looks at.
extension Simulation {
  /// No more models are heard at once than there are slots.
  func checkSlots() throws(Broken) {
    let speaking = live.values.count { turn in
      if case .speaking = turn.model { true } else { false }
    }
    guard speaking <= runningLimit else {
      throw Broken("\(speaking) models are heard, and there are \(runningLimit) slots")
    }
  }

  /// While nothing moves but pauses before a full disk is tried again, only turns behind one that
  /// pauses wait: it keeps its thread, not its slot.
  func checkPauses() throws(Broken) {
    guard store.queue.isEmpty, !agenda.isEmpty, agenda.allSatisfy(\.isPause) else { return }
    // A pause of a turn that has ended meanwhile holds nobody up.
    if isStopping, !live.isEmpty {
      throw Broken("a daemon that stops pauses before it tries the disk again")
    }
    let paused = Set(agenda.compactMap(\.paused))
    let places = Set(paused.compactMap { live[$0]?.place })
    for (turn, its) in live where !paused.contains(turn) && !places.contains(its.place) {
      throw Broken("\(turn.name) waits for the disk of another thread's turn")
    }
  }

  /// A model goes on after its turn was stopped only until it is told.
  func checkIsTold(_ turn: TurnTicket) throws(Broken) {
    guard machine.isStopped(turn) else { return }
    let isUnderWay = agenda.contains { happening in
      switch happening {
      case .effects(let effects): effects.contains { $0.turn == turn && $0.act == .cancelModel }
      case .event(let other, let event): other == turn && event == .asked
      case .model, .search, .keep, .interrupt: false
      }
    }
    if !isUnderWay { throw Broken("\(turn.name) is stopped, and its model is not told") }
  }

  /// Who followed up to any delta is given what followed, or the whole when that has changed since.
  mutating func checkRest(of turn: TurnTicket) throws(Broken) {
    guard let its = live[turn], !its.said.isEmpty else { return }
    let seq = 1 + dice.below(its.said.count)
    let rest = its.script.rest(after: Sequence(seq))
    let before = rest.from == Sequence(0) ? Words() : its.said[seq - 1]
    guard rest.from == Sequence(0) || rest.from == Sequence(seq),
      before.text + rest.text == its.words.text,
      before.reasoning + rest.reasoning == its.words.reasoning
    else { throw Broken("after delta \(seq) of \(turn.name) other words follow than it said") }
  }

  /// When nothing can happen any more, nobody waits, and nothing is held.
  func checkEnd() throws(Broken) {
    guard live.isEmpty, machine.isIdle else {
      throw Broken("nobody can move \(live.keys.map(\.name).sorted()), and they have not ended")
    }
    guard machine.holdsNothing else { throw Broken("the queue holds turns that are no more") }
    for (number, call) in calls.enumerated() {
      guard call.answers == 1 || call.isLost && call.answers == 0 else {
        throw Broken("call \(number) is answered \(call.answers) times: \(call.wish)")
      }
    }
    for (turn, row) in store.rows where !row.status.hasEnded {
      throw Broken("\(turn.name) is \(row.status.rawValue) for ever")
    }
    try store.checkPairs()
  }
}

extension Simulation.Happening {
  /// The turn that pauses, where this is the end of a pause before its end is tried again.
  fileprivate var paused: TurnTicket? {
    if case .event(let turn, .endRetryDue) = self { turn } else { nil }
  }

  fileprivate var isPause: Bool { paused != nil }
}
