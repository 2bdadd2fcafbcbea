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
