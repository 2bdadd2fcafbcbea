import Store
import Testing
import Wire

@testable import Service

/// Which turn runs when.
@Suite struct TurnQueueTests {
  let owner: UserKey
  let ids = IDSource()

  init() throws {
    let daemon = try TemporaryDaemon()
    owner = try daemon.daemon.store.owner(peer: .own()).key
  }

  @Test func `turns of one thread run one after another, in the order of arrival`() throws {
    var queue = TurnQueue(runningLimit: 16)
    let place = place()
    let (first, second, third) = (turn(), turn(), turn())
    #expect(try queue.arrive(first, at: place, ifBusy: .queue) == .runs)
    #expect(try queue.arrive(second, at: place, ifBusy: .queue) == .waits)
    #expect(try queue.arrive(third, at: place, ifBusy: .queue) == .waits)
    #expect(queue.next() == nil)
    queue.leave(first, at: place)
    #expect(queue.next() == second)
    #expect(queue.next() == nil)
    queue.leave(second, at: place)
    #expect(queue.next() == third)
    #expect(queue.running == 1)
    #expect(queue.waiting == 0)
  }

  @Test func `a turn that may not wait is told which one it would wait for`() throws {
    var queue = TurnQueue(runningLimit: 16)
    let place = place()
    let first = turn()
    _ = try queue.arrive(first, at: place, ifBusy: .queue)
    #expect(throws: Fault.busy(turn: first.id)) {
      try queue.arrive(turn(), at: place, ifBusy: .reject)
    }
    queue.leave(first, at: place)
    #expect(try queue.arrive(turn(), at: place, ifBusy: .reject) == .runs)
  }

  @Test func `the thread that waits longest starts first when a slot is free`() throws {
    var queue = TurnQueue(runningLimit: 1)
    let places = [place(), place(), place()]
    let turns = [turn(), turn(), turn(), turn()]
    #expect(try queue.arrive(turns[0], at: places[0], ifBusy: .queue) == .runs)
    #expect(try queue.arrive(turns[1], at: places[0], ifBusy: .queue) == .waits)
    #expect(try queue.arrive(turns[2], at: places[1], ifBusy: .queue) == .waits)
    #expect(try queue.arrive(turns[3], at: places[2], ifBusy: .queue) == .waits)
    queue.leave(turns[0], at: places[0])
    // The first thread has just had its turn: it goes behind the other two.
    #expect(queue.next() == turns[2])
    queue.leave(turns[2], at: places[1])
    #expect(queue.next() == turns[3])
    queue.leave(turns[3], at: places[2])
    #expect(queue.next() == turns[1])
  }

  @Test func `a waiting turn that is taken out leaves no trace`() throws {
    var queue = TurnQueue(runningLimit: 1)
    let (one, other) = (place(), place())
    let (running, waiting) = (turn(), turn())
    _ = try queue.arrive(running, at: one, ifBusy: .queue)
    _ = try queue.arrive(waiting, at: other, ifBusy: .queue)
    queue.leave(waiting, at: other)
    queue.leave(running, at: one)
    #expect(queue.next() == nil)
    #expect(queue.running == 0)
    #expect(queue.waiting == 0)
    #expect(queue.turns(at: other).isEmpty)
  }

  @Test func `too many on one thread are refused, and so are too many in all`() throws {
    var queue = TurnQueue(runningLimit: 1)
    let busy = place()
    for _ in 0...Limits.queuedTurnsPerThread {
      _ = try queue.arrive(turn(), at: busy, ifBusy: .queue)
    }
    #expect(kind { try queue.arrive(turn(), at: busy, ifBusy: .queue) } == .overloaded)
    while queue.waiting < Limits.queuedTurns {
      _ = try queue.arrive(turn(), at: place(), ifBusy: .queue)
    }
    #expect(kind { try queue.arrive(turn(), at: place(), ifBusy: .queue) } == .overloaded)
    #expect(queue.waiting == Limits.queuedTurns)
  }

  private func place() -> TurnQueue.Place {
    TurnQueue.Place(owner: owner, thread: ids.next())
  }

  private func turn() -> TurnKey {
    TurnKey(owner: owner, id: ids.next())
  }

  private func kind(_ body: () throws -> TurnQueue.Arrival) -> Fault.Kind? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Fault)?.kind
    }
  }
}
