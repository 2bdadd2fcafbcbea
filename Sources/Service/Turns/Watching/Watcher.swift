import Wire

/// One connection that follows one turn. A value that its feed keeps.
struct Watcher {
  let session: FollowerID
  private let outlet: any Outlet
  private let turn: TurnID
  /// `nil` sends deltas as they come.
  private let interval: Duration?
  private var lastSeq = Sequence(0)
  private var hasLagged = false
  private var held: [TurnDelta.Params] = []
  private var isFlushDue = false

  init(
    session: FollowerID, outlet: any Outlet, turn: TurnID, deltaInterval: DeltaInterval?
  ) {
    self.session = session
    self.outlet = outlet
    self.turn = turn
    let milliseconds = deltaInterval?.number ?? 0
    interval = milliseconds == 0 ? nil : .milliseconds(milliseconds)
  }

  mutating func caughtUp(to seq: Sequence) {
    lastSeq = seq
  }

  /// Takes a delta; returns after how long `flush` is wanted, when it is.
  mutating func offer(_ delta: TurnDelta.Params, encoded: [UInt8]) -> Duration? {
    guard !hasLagged else { return nil }
    guard outlet.unreadBytes < Limits.watcherBacklogBytes else {
      lag()
      return nil
    }
    guard let interval else {
      lastSeq = delta.seq
      outlet.send(encoded)
      return nil
    }
    hold(delta)
    defer { isFlushDue = true }
    return isFlushDue ? nil : interval
  }

  /// Sends no more deltas: whoever follows has to watch anew. Told once.
  mutating func lag() {
    if hasLagged { return }
    hasLagged = true
    held = []
    outlet.send(
      Outbound.notification(TurnLagged.self, TurnLagged.Params(turnId: turn, seq: lastSeq)))
  }

  /// Sends what was held back.
  mutating func flush() {
    isFlushDue = false
    for delta in held {
      lastSeq = delta.seq
      outlet.send(Outbound.notification(TurnDelta.self, delta))
    }
    held = []
  }

  /// A message beside the deltas; what was held back goes first.
  mutating func announce(_ message: [UInt8]) {
    flush()
    outlet.send(message)
  }

  /// Joins neighbours of one voice, so that few deltas leave, each with its last number.
  private mutating func hold(_ delta: TurnDelta.Params) {
    guard let last = held.last, last.kind == delta.kind else {
      held.append(delta)
      return
    }
    held[held.count - 1] = TurnDelta.Params(
      turnId: turn, seq: delta.seq, kind: delta.kind, text: last.text + delta.text)
  }
}
