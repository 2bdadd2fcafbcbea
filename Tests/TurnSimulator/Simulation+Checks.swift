import Turns
import Wire

/// The promises that are not checked by the step that could break them.
extension Simulation {
  /// At most as many models answer at once as there are slots.
  func checkSlots() throws(Broken) {
    let speaking = live.values.count { turn in
      if case .speaking = turn.model { true } else { false }
    }
    guard speaking <= runningLimit else {
      throw Broken("\(speaking) models answer, but there are \(runningLimit) slots")
    }
  }

  /// While all that can happen is the end of pauses before a write is tried again, the only turns that
  /// wait are on the threads of pausing turns: a pausing turn keeps its thread, but not its slot.
  func checkPauses() throws(Broken) {
    guard store.queue.isEmpty, !agenda.isEmpty, agenda.allSatisfy(\.isPause) else { return }
    // The pause of a turn that has ended meanwhile blocks nothing.
    if isStopping, !live.isEmpty {
      throw Broken("a daemon that stops waits for a pause before the next write")
    }
    let paused = Set(agenda.compactMap(\.paused))
    let places = Set(paused.compactMap { live[$0]?.place })
    for (turn, its) in live where !paused.contains(turn) && !places.contains(its.place) {
      throw Broken("\(turn.name) waits for the pause of a turn on another thread")
    }
  }

  /// A model answers after its turn was stopped only until its request is cancelled.
  func checkIsTold(_ turn: TurnTicket) throws(Broken) {
    guard machine.isStopped(turn) else { return }
    let isUnderWay = agenda.contains { happening in
      switch happening {
      case .effects(let effects): effects.contains { $0.turn == turn && $0.act == .cancelModel }
      case .event(let other, let event): other == turn && event == .asked
      case .model, .search, .keep, .interrupt: false
      }
    }
    if !isUnderWay {
      throw Broken("\(turn.name) is stopped, but its model's request is not cancelled")
    }
  }

  /// A client that has read up to some delta gets the output after it, or all output if text has become
  /// reasoning since.
  mutating func checkRest(of turn: TurnTicket) throws(Broken) {
    guard let its = live[turn], !its.said.isEmpty else { return }
    let seq = 1 + dice.below(its.said.count)
    let rest = its.script.rest(after: Sequence(seq))
    let before = rest.from == Sequence(0) ? Words() : its.said[seq - 1]
    guard rest.from == Sequence(0) || rest.from == Sequence(seq),
      before.text + rest.text == its.words.text,
      before.reasoning + rest.reasoning == its.words.reasoning
    else {
      throw Broken("the output after delta \(seq) of \(turn.name) is not what its model sent")
    }
  }

  /// When nothing can happen any more, no call waits, and the machine holds nothing.
  func checkEnd() throws(Broken) {
    guard live.isEmpty, machine.isIdle else {
      throw Broken("nothing can happen, but \(live.keys.map(\.name).sorted()) have not ended")
    }
    guard machine.holdsNothing else { throw Broken("the queue holds turns that have ended") }
    for (number, call) in calls.enumerated() {
      guard call.answers == 1 || call.isLost && call.answers == 0 else {
        throw Broken("call \(number) is answered \(call.answers) times: \(call.wish)")
      }
    }
    for (turn, row) in store.rows where !row.status.hasEnded {
      throw Broken("\(turn.name) stays \(row.status.rawValue)")
    }
    try store.checkPairs()
  }
}

extension Simulation.Happening {
  /// The turn whose pause before the next write of its end is over with this; nil for all else.
  fileprivate var paused: TurnTicket? {
    if case .event(let turn, .endRetryDue) = self { turn } else { nil }
  }

  fileprivate var isPause: Bool { paused != nil }
}
