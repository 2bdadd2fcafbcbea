import Testing
import Turns
import Wire

/// What happens to a turn next, one event at a time.
@Suite struct TurnMachineTests {
  let ids = IDSource()
  let user = UserKey(row: 1)

  @Test func `a turn is written, asked, and ended once`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    #expect(machine.acts(.rowWritten, turn) == [.tellOpened, .tellStarted, .ask])
    #expect(machine.acts(.asked, turn).isEmpty)
    #expect(machine.acts(.modelEnded(.completed), turn) == [.writeEnd(.completed)])
    #expect(machine.acts(.stopped(.cancelled), turn).isEmpty)
    #expect(machine.acts(.endWritten, turn) == [.retire(.ended)])
    #expect(machine.isIdle && machine.holdsNothing)
    #expect(machine.acts(.endWritten, turn).isEmpty)
  }

  @Test func `a model may end before the machine hears that it was asked`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    _ = machine.acts(.rowWritten, turn)
    #expect(machine.acts(.modelEnded(.failed), turn) == [.writeEnd(.failed)])
    #expect(machine.acts(.asked, turn).isEmpty)
  }

  @Test func `the next turn on a thread starts when the end of the one before is written`() throws {
    var machine = TurnMachine(runningLimit: 2)
    let place = TurnPlace(owner: user, thread: ids.next())
    let (first, second) = (
      try admit(to: &machine, at: place), try admit(to: &machine, at: place)
    )
    _ = machine.acts(.rowWritten, first)
    #expect(machine.acts(.rowWritten, second) == [.tellOpened])
    _ = machine.acts(.modelEnded(.completed), first)
    #expect(
      machine.take(.endWritten, of: first).map(\.act) == [.retire(.ended), .writeStart])
    #expect(machine.acts(.startWritten, second) == [.tellStarted, .ask])
  }

  @Test(arguments: [TurnStop.cancelled, .shutDown])
  func `a turn that is stopped before its request is sent never asks its model`(why: TurnStop)
    throws
  {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    let isWanted = machine.beginWriting(turn)
    #expect(isWanted)
    #expect(machine.acts(.stopped(why), turn).isEmpty)
    let ending = why == .shutDown ? TurnEnding.interrupted : .cancelled
    #expect(
      machine.acts(.rowWritten, turn) == [.tellOpened, .tellStarted, .writeEnd(ending)])
  }

  @Test func `a turn that is stopped while the writer is busy leaves no trace`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    #expect(machine.acts(.stopped(.cancelled), turn) == [.limitOpening])
    #expect(machine.acts(.graceOver, turn) == [.retire(.withdrawn)])
    let isWanted = machine.beginWriting(turn)
    #expect(!isWanted)
  }

  @Test(arguments: [TurnEvent.stopped(.cancelled), .calledOff])
  func `a turn that is called off while its row is written does not search for its model`(
    event: TurnEvent
  )
    throws
  {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    let isWanted = machine.beginWriting(turn)
    #expect(isWanted)
    #expect(machine.acts(event, turn).isEmpty)
    #expect(machine.acts(.modelUnknown, turn) == [.retire(.withdrawn)])
    // A turn that has ended does not begin again.
    #expect(machine.acts(.modelUnknown, turn).isEmpty)
  }

  @Test func `a turn that searches for its model gives its slot to others`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let (first, second) = (try admit(to: &machine), try admit(to: &machine))
    _ = machine.acts(.rowWritten, second)
    #expect(
      machine.take(.modelUnknown, of: first).map(\.act) == [.tellReadable, .findModel, .writeStart])
    #expect(machine.acts(.modelFound, first) == [.writeRow(runs: false)])
    #expect(machine.acts(.rowWritten, first) == [.tellOpened])
    #expect(machine.acts(.stopped(.cancelled), first) == [.writeEnd(.cancelled)])
  }

  @Test func `an event of a turn that left no trace does not reach the next turn with its id`()
    throws
  {
    var machine = TurnMachine(runningLimit: 1)
    let key = TurnKey(owner: user, id: ids.next())
    let first = try admit(key, to: &machine)
    _ = machine.acts(.stopped(.cancelled), first)
    _ = machine.acts(.graceOver, first)
    let second = try admit(key, to: &machine)
    #expect(machine.acts(.rowRefused(.notFound(.thread)), first).isEmpty)
    #expect(machine.acts(.rowWritten, second) == [.tellOpened, .tellStarted, .ask])
  }

  @Test func `an end that the disk refuses is tried again while other turns run`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let (first, second) = (try admit(to: &machine), try admit(to: &machine))
    _ = machine.acts(.rowWritten, first)
    _ = machine.acts(.rowWritten, second)
    _ = machine.acts(.modelEnded(.completed), first)
    let full = Fault.storage("The disk is full.")
    #expect(
      machine.take(.endRefused(full, isPassing: true), of: first).map(\.act)
        == [.tellUnwritten(full), .pauseBeforeEnd, .writeStart])
    #expect(machine.acts(.endRetryDue, first) == [.writeEndAgain])
    #expect(machine.acts(.endWritten, first) == [.retire(.ended)])
  }

  @Test func `a turn whose end is refused for good fails, so that its thread continues`()
    throws
  {
    var machine = TurnMachine(runningLimit: 1)
    let turn = try admit(to: &machine)
    _ = machine.acts(.rowWritten, turn)
    _ = machine.acts(.modelEnded(.completed), turn)
    let odd = Fault.internal(requestId: "odd")
    #expect(
      machine.acts(.endRefused(odd, isPassing: false), turn) == [.writeEnd(.refused(odd))])
    #expect(machine.acts(.endRefused(odd, isPassing: false), turn) == [.retire(.refused(odd))])
  }

  @Test func `a daemon that stops tries an end once more and lets running turns finish`() throws {
    var machine = TurnMachine(runningLimit: 2)
    let (unwritten, running, waiting) = (
      try admit(to: &machine), try admit(to: &machine), try admit(to: &machine)
    )
    for turn in [unwritten, running, waiting] { _ = machine.acts(.rowWritten, turn) }
    _ = machine.acts(.asked, running)
    _ = machine.acts(.modelEnded(.completed), unwritten)
    let full = Fault.storage("The disk is full.")
    // The waiting turn gets the slot that it gives back, and is stopped as it starts.
    _ = machine.acts(.endRefused(full, isPassing: true), unwritten)
    #expect(machine.shutDown().map(\.act) == [.writeEndAgain])
    #expect(
      machine.acts(.endRefused(full, isPassing: true), unwritten) == [.retire(.refused(full))])
    #expect(throws: Fault.shuttingDown()) { try admit(to: &machine) }
    #expect(machine.interrupt().map(\.act) == [.cancelModel])
    #expect(machine.acts(.modelEnded(.cancelled), running) == [.writeEnd(.interrupted)])
    #expect(
      machine.acts(.startWritten, waiting) == [.tellStarted, .writeEnd(.interrupted)])
  }

  @Test func `a thread that was closed twice stays closed until it is reopened twice`() throws {
    var machine = TurnMachine(runningLimit: 1)
    let place = TurnPlace(owner: user, thread: ids.next())
    let turn = try admit(to: &machine, at: place)
    #expect(machine.close(place).turns == [turn])
    _ = machine.close(place)
    machine.reopen(place)
    #expect(throws: Fault.notFound(.thread)) { try admit(to: &machine, at: place) }
    machine.reopen(place)
    _ = try admit(to: &machine, at: place)
  }

  @Test func `a user who is being erased cannot begin a turn, and other users can`() throws {
    var machine = TurnMachine(runningLimit: 1)
    #expect(machine.close(user).turns.isEmpty)
    #expect(throws: Fault.userGone) { try admit(to: &machine) }
    let other = UserKey(row: 2)
    let place = TurnPlace(owner: other, thread: ids.next())
    _ = try admit(TurnKey(owner: other, id: ids.next()), to: &machine, at: place)
  }

  private func admit(
    _ key: TurnKey? = nil, to machine: inout TurnMachine, at place: TurnPlace? = nil
  ) throws -> TurnTicket {
    let admission = try machine.admit(
      key ?? TurnKey(owner: user, id: ids.next()),
      at: place ?? TurnPlace(owner: user, thread: ids.next()), ifBusy: .queue, inputBytes: 1)
    switch admission {
    case .known(let ticket), .new(let ticket, _): return ticket
    }
  }
}

extension TurnMachine {
  /// The effects for the turn itself.
  fileprivate mutating func acts(_ event: TurnEvent, _ turn: TurnTicket) -> [TurnEffect.Act] {
    take(event, of: turn).filter { $0.turn == turn }.map(\.act)
  }
}
