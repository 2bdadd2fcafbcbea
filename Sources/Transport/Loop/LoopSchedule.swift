import NIOCore

/// Who has the loop next. Lives on the loop.
///
/// Between two looks at the sockets the loop works for a bounded time: a connection is served as it
/// is read while there is time left, a newcomer always. Who comes too late waits for the next round,
/// and who has used up its share waits in line behind the others who have. So a client that asks now
/// and then, and one that comes anew, wait for a round and not for everybody.
final class LoopSchedule {
  /// What those who have had a share may have of the loop before it looks at its sockets again.
  static let round = TimeAmount.milliseconds(6)
  /// Somebody that waits in line.
  protocol Visitor: AnyObject {
    /// Its share of the loop has come.
    func proceed()
  }

  /// When a connection was last served as it was read.
  struct Visit {
    fileprivate var round = 0
    /// Nothing of it was ever begun.
    var isFirst: Bool { round == 0 }
  }

  private var tick: LoopTick?
  /// Those who came too late.
  private var late = CircularBuffer<any Visitor>()
  /// Those who have used up a share and want more.
  private var line = CircularBuffer<any Visitor>()
  private var isDue = false
  private var rounds = 1
  private var began = NIODeadline.uptimeNanoseconds(0)

  /// How it is called when the loop has looked at its sockets.
  func use(_ tick: LoopTick) {
    self.tick = tick
  }

  /// What a connection may have at once; nil when it has to wait in line.
  func share(of visit: inout Visit) -> LoopShare? {
    let now = NIODeadline.now()
    if visit.isFirst {
      visit.round = rounds
      return LoopShare(length: LoopShare.least, from: now)
    }
    // The loop reads a connection once a round: who comes again shows that a new one has begun.
    if visit.round == rounds { nextRound(now) }
    visit.round = rounds
    guard now - began < Self.round else { return nil }
    return LoopShare(among: late.count + line.count + 1, from: now)
  }

  /// Has it wait for its share; it must not wait already.
  func wait(_ visitor: any Visitor, hasHadShare: Bool) {
    if hasHadShare { line.append(visitor) } else { late.append(visitor) }
    order()
  }

  private func order() {
    guard !isDue else { return }
    isDue = true
    tick?.order()
  }

  /// Gives those who wait a share each, until the round is over.
  func serve() {
    isDue = false
    nextRound(.now())
    // At least one of either, however slow they are: nobody waits for ever.
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
