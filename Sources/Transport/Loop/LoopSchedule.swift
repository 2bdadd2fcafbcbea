import NIOCore

/// Decides which connection the event loop serves next. Used only on the loop.
///
/// Between two checks of its sockets the loop works for a limited time, a round. A connection is
/// served when it is read, if time is left in the round; a new connection always is. A connection
/// that is read too late waits for the next round, and one that has used up its share waits behind
/// the others that have. So a client that sends few requests, or a new one, waits for one round and
/// not for all other clients.
final class LoopSchedule {
  /// The length of a round, after which the loop checks its sockets again.
  static let round = TimeAmount.milliseconds(6)
  /// A connection that waits for its share.
  protocol Visitor: AnyObject {
    /// Uses its share of the loop.
    func proceed()
  }

  /// The round in which a connection was last served when it was read.
  struct Visit {
    fileprivate var round = 0
    /// Whether the connection was never served.
    var isFirst: Bool { round == 0 }
  }

  private var tick: LoopTick?
  /// Connections that were read too late in a round.
  private var late = CircularBuffer<any Visitor>()
  /// Connections that have used up a share and need another.
  private var line = CircularBuffer<any Visitor>()
  private var isDue = false
  private var rounds = 1
  private var began = NIODeadline.uptimeNanoseconds(0)

  /// Sets the tick that calls `serve` after the loop has checked its sockets.
  func use(_ tick: LoopTick) {
    self.tick = tick
  }

  /// The share that a connection gets at once; `nil` if it has to wait.
  func share(of visit: inout Visit) -> LoopShare? {
    let now = NIODeadline.now()
    if visit.isFirst {
      visit.round = rounds
      return LoopShare(length: LoopShare.least, from: now)
    }
    // The loop reads a connection once in a round: a second read means that a new round has begun.
    if visit.round == rounds { nextRound(now) }
    visit.round = rounds
    guard now - began < Self.round else { return nil }
    return LoopShare(among: late.count + line.count + 1, from: now)
  }

  /// Adds a connection to those that wait; it must not be waiting already.
  func wait(_ visitor: any Visitor, hasHadShare: Bool) {
    if hasHadShare { line.append(visitor) } else { late.append(visitor) }
    order()
  }

  private func order() {
    guard !isDue else { return }
    isDue = true
    tick?.order()
  }

  /// Gives each waiting connection a share, until the round is over.
  func serve() {
    isDue = false
    nextRound(.now())
    // At least one of each kind is served, however slow, so that none waits forever.
    serve(\.late)
    serve(\.line)
    if !late.isEmpty || !line.isEmpty { order() }
  }

  private func serve(_ waiting: ReferenceWritableKeyPath<LoopSchedule, CircularBuffer<any Visitor>>)
  {
    for _ in 0..<self[keyPath: waiting].count {
      self[keyPath: waiting].removeFirst().proceed()
      guard NIODeadline.now() - began < Self.round else { return }
    }
  }

  private func nextRound(_ now: NIODeadline) {
    rounds += 1
    began = now
  }
}
