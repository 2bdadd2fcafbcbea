import Wire

/// One connection that follows one turn. A value in the turn's feed.
struct Watcher {
  let session: FollowerID
  private let outlet: any Outlet
  private let turn: TurnID
  /// The shortest time between deltas; `nil` sends each at once.
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

  /// Takes a delta. Returns after how long `flush` must be called; nil if it need not be.
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

  /// Stops the deltas and tells the connection, once, that it has to watch again.
  mutating func lag() {
    if hasLagged { return }
    hasLagged = true
    held = []
    outlet.send(
      Outbound.notification(TurnLagged.self, TurnLagged.Params(turnId: turn, seq: lastSeq)))
  }

  /// Sends the deltas that were held back.
  mutating func flush() {
    isFlushDue = false
    for delta in held {
      lastSeq = delta.seq
      outlet.send(Outbound.notification(TurnDelta.self, delta))
    }
    held = []
  }

  /// Sends a message that is no delta, after the deltas that were held back.
  mutating func announce(_ message: [UInt8]) {
    flush()
    outlet.send(message)
  }

  /// Holds a delta back. It is joined with the one before if both are text or both are reasoning; the
  /// joined delta has the last number.
  private mutating func hold(_ delta: TurnDelta.Params) {
    guard let last = held.last, last.kind == delta.kind else {
      held.append(delta)
      return
    }
    held[held.count - 1] = TurnDelta.Params(
      turnId: turn, seq: delta.seq, kind: delta.kind, text: last.text + delta.text)
  }
}
