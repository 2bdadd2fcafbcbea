import Testing
import Turns
import Wire

/// Which turn runs when.
@Suite struct TurnQueueTests {
  let owner = UserKey(row: 1)
  let stranger = UserKey(row: 2)
  let ids = IDSource()

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

  @Test func `a turn that may not wait is refused with the id of the turn that runs`() throws {
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

  @Test func `all questions together are limited in bytes, until a turn leaves`() throws {
    var queue = TurnQueue(runningLimit: 1)
    let places = (0..<40).map { _ in place() }
    let large = Limits.contentBytes
    var taken: [(turn: TurnKey, place: TurnPlace)] = []
    while queue.totalInputBytes + large <= Limits.turnInputBytes {
      let (next, place) = (turn(), places[taken.count])
      _ = try queue.arrive(next, at: place, ifBusy: .queue, inputBytes: large)
      taken.append((next, place))
    }
    #expect(taken.count == Limits.turnInputBytes / large)
    let late = turn()
    #expect(throws: Fault.self) {
      try queue.arrive(late, at: places[39], ifBusy: .queue, inputBytes: large)
    }
    // A small question is always accepted.
    let small = turn()
    #expect(try queue.arrive(small, at: places[38], ifBusy: .queue, inputBytes: 100) == .waits)
    for one in taken[1...2] { queue.leave(one.turn, at: one.place) }
    #expect(try queue.arrive(late, at: places[39], ifBusy: .queue, inputBytes: large) == .waits)
    for one in taken + [(late, places[39]), (small, places[38])] {
      queue.leave(one.turn, at: one.place)
    }
    #expect(queue.totalInputBytes == 0)
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
    // The first thread has just run a turn: it comes after the other two.
    #expect(queue.next() == turns[2])
    queue.leave(turns[2], at: places[1])
    #expect(queue.next() == turns[3])
    queue.leave(turns[3], at: places[2])
    #expect(queue.next() == turns[1])
  }

  @Test func `a waiting turn that is removed leaves no trace`() throws {
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

  @Test func `too many waiting turns are refused, on one thread and in all`() throws {
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

  @Test func `one user may have all slots, and the next free one goes to another user`() throws {
    var queue = TurnQueue(runningLimit: 3)
    let places = (0..<6).map { _ in place() }
    let turns = (0..<6).map { _ in turn() }
    let arrivals = try zip(turns, places).map {
      try queue.arrive($0, at: $1, ifBusy: .queue)
    }
    #expect(arrivals == [.runs, .runs, .runs, .waits, .waits, .waits])
    let late = TurnKey(owner: stranger, id: ids.next())
    let there = TurnPlace(owner: stranger, thread: ids.next())
    #expect(try queue.arrive(late, at: there, ifBusy: .queue) == .waits)
    queue.leave(turns[0], at: places[0])
    #expect(queue.next() == late)
    queue.leave(turns[1], at: places[1])
    #expect(queue.next() == turns[3])
  }

  @Test func `with one slot two users run in alternation, however much one of them asks`() throws {
    var queue = TurnQueue(runningLimit: 1)
    var waiting: [TurnKey: TurnPlace] = [:]
    var running = turn()
    var runs = place()
    _ = try queue.arrive(running, at: runs, ifBusy: .queue)
    for user in [owner, owner, owner, owner, stranger, stranger] {
      let (turn, place) = (
        TurnKey(owner: user, id: ids.next()), TurnPlace(owner: user, thread: ids.next())
      )
      waiting[turn] = place
      _ = try queue.arrive(turn, at: place, ifBusy: .queue)
    }
    var order: [UserKey] = []
    while !waiting.isEmpty {
      queue.leave(running, at: runs)
      let next = queue.next()
      running = try #require(next)
      let its = waiting.removeValue(forKey: running)
      runs = try #require(its)
      order.append(running.owner)
    }
    #expect(order == [stranger, owner, stranger, owner, owner, owner])
  }

  @Test func `a held turn has no slot, keeps its place, and waits again when it is released`()
    throws
  {
    var queue = TurnQueue(runningLimit: 1)
    let (one, other) = (place(), place())
    let (held, behind, free) = (turn(), turn(), turn())
    #expect(try queue.arrive(held, at: one, ifBusy: .queue) == .runs)
    try queue.hold(held, at: one)
    #expect(queue.running == 0 && queue.waiting == 1)
    // A later turn on its thread does not overtake it; a turn of another thread does.
    #expect(try queue.arrive(behind, at: one, ifBusy: .queue) == .waits)
    #expect(queue.next() == nil)
    #expect(throws: Fault.busy(turn: held.id)) {
      try queue.arrive(turn(), at: one, ifBusy: .reject)
    }
    #expect(try queue.arrive(free, at: other, ifBusy: .queue) == .runs)
    queue.release(held, at: one)
    #expect(queue.next() == nil)
    queue.leave(free, at: other)
    #expect(queue.next() == held)
    queue.leave(held, at: one)
    #expect(queue.next() == behind)
    #expect(queue.running == 1 && queue.waiting == 0)
  }

  @Test func `a held turn that leaves lets the next one start, and a turn is held only once`()
    throws
  {
    var queue = TurnQueue(runningLimit: 1)
    let place = place()
    let (held, behind) = (turn(), turn())
    _ = try queue.arrive(held, at: place, ifBusy: .queue)
    _ = try queue.arrive(behind, at: place, ifBusy: .queue)
    try queue.hold(held, at: place)
    try queue.hold(held, at: place)
    #expect(queue.turns(at: place) == [held, behind])
    queue.leave(held, at: place)
    #expect(queue.next() == behind)
    queue.leave(behind, at: place)
    // It has left: there is nothing to hold.
    try queue.hold(held, at: place)
    queue.release(held, at: place)
    #expect(queue.next() == nil && queue.running == 0 && queue.waiting == 0)
  }

  @Test func `a turn whose end is still to be written keeps its thread but no slot`() throws {
    var queue = TurnQueue(runningLimit: 1)
    let (one, other) = (place(), place())
    let (ending, behind, next) = (turn(), turn(), turn())
    _ = try queue.arrive(ending, at: one, ifBusy: .queue)
    _ = try queue.arrive(behind, at: one, ifBusy: .queue)
    queue.giveSlotBack(ending, at: one)
    queue.giveSlotBack(ending, at: one)
    #expect(queue.running == 0)
    #expect(queue.next() == nil)
    #expect(try queue.arrive(next, at: other, ifBusy: .queue) == .runs)
    queue.leave(ending, at: one)
    #expect(queue.running == 1)
    queue.leave(next, at: other)
    #expect(queue.next() == behind)
  }

  @Test func `many waiting turns of one user do not keep another user from waiting`() throws {
    var queue = TurnQueue(runningLimit: 1)
    _ = try queue.arrive(turn(), at: place(), ifBusy: .queue)
    while queue.waiting < Limits.queuedTurns {
      _ = try queue.arrive(turn(), at: place(), ifBusy: .queue)
    }
    let here = TurnPlace(owner: stranger, thread: ids.next())
    let first = TurnKey(owner: stranger, id: ids.next())
    #expect(try queue.arrive(first, at: here, ifBusy: .queue) == .waits)
    let second = TurnKey(owner: stranger, id: ids.next())
    #expect(kind { try queue.arrive(second, at: here, ifBusy: .queue) } == .overloaded)
    #expect(kind { try queue.arrive(turn(), at: place(), ifBusy: .queue) } == .overloaded)
  }

  @Test func `held turns are limited in number as waiting ones are`() throws {
    var queue = TurnQueue(runningLimit: 1)
    while queue.waiting < Limits.queuedTurns {
      let (turn, place) = (turn(), place())
      #expect(try queue.arrive(turn, at: place, ifBusy: .queue) == .runs)
      try queue.hold(turn, at: place)
    }
    let (last, place) = (turn(), place())
    #expect(try queue.arrive(last, at: place, ifBusy: .queue) == .runs)
    #expect(throws: Fault.self) { try queue.hold(last, at: place) }
  }

  private func place() -> TurnPlace {
    TurnPlace(owner: owner, thread: ids.next())
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
