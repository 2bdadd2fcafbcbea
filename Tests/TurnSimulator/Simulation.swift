import Turns
import Wire

/// One schedule of one daemon after another: clients, a writer, models, timers and crashes take
/// their steps in an order that a seed decides, and after each what PROTOCOL says of turns has to
/// hold.
///
/// It interprets the machine's effects as the service does, each a step of its own, so that a crash
/// or anybody else's step comes between any two of them.
package struct Simulation {
  /// What may happen next; each is as likely as any other.
  enum Happening {
    /// The next of the effects of one event.
    case effects(ArraySlice<TurnEffect>)
    /// Something is told to the machine.
    case event(TurnTicket, TurnEvent)
    /// A model says the next thing.
    case model(TurnTicket)
    /// A provider says which models it has.
    case search(TurnTicket)
    /// What a turn has said so far is kept.
    case keep(TurnTicket)
    /// The grace of a daemon that stops is over.
    case interrupt
  }

  var dice: Dice
  var machine: TurnMachine
  var store = SimulatedStore()
  var agenda: [Happening] = []
  /// Turns that this daemon knows of, as its service does.
  var live: [TurnTicket: LiveTurn] = [:]
  var calls: [Call] = []
  /// How many more calls clients make.
  var callsLeft: Int
  var crashesLeft: Int
  var faultsLeft: Int
  var isStopping = false
  let runningLimit: Int
  let users: Int
  /// The threads that there are; calls begin some more.
  var places: [TurnPlace]
  /// The last turn or thread that was named.
  var names: UInt64 = 0
  /// All that each turn's model has said at any time, whichever daemon heard it.
  var heard: [TurnKey: [Words]] = [:]
  /// Turns that a model has been asked, by this daemon.
  var asked: Set<TurnTicket> = []
  package private(set) var steps = 0
  let log: ScheduleLog

  package init(seed: UInt64, isLogging: Bool = false) {
    dice = Dice(seed: seed)
    runningLimit = 1 + dice.below(3)
    users = 1 + dice.below(2)
    callsLeft = 3 + dice.below(14)
    crashesLeft = dice.below(3)
    faultsLeft = dice.below(4)
    machine = TurnMachine(runningLimit: runningLimit)
    places = []
    log = ScheduleLog(isOn: isLogging)
    for _ in 0...dice.below(3) { places.append(newPlace()) }
  }

  /// Runs the schedule to its end.
  package mutating func run() throws(Broken) {
    while try step() {
      steps += 1
      guard steps < Self.stepLimit else { throw Broken("after \(steps) steps it goes on still") }
    }
    try checkEnd()
  }

  /// More steps than any schedule has that comes to an end.
  static let stepLimit = 20_000

  /// One step; false when nothing can happen any more.
  private mutating func step() throws(Broken) -> Bool {
    let mayCall = callsLeft > 0 && !isStopping
    let mayWrite = !store.queue.isEmpty
    let choices = agenda.count + (mayCall ? 1 : 0) + (mayWrite ? 1 : 0)
    guard choices > 0 else {
      guard isStopping else { return false }
      log.note("the daemon has stopped")
      try restart()
      return true
    }
    if crashesLeft > 0, dice.isOne(in: 50) {
      crashesLeft -= 1
      log.note("the daemon is killed")
      try restart()
      return true
    }
    try checkPauses()
    var choice = dice.below(choices)
    if choice < agenda.count {
      agenda.swapAt(choice, agenda.count - 1)
      try happen(agenda.removeLast())
      return true
    }
    choice -= agenda.count
    if mayCall, choice == 0 {
      callsLeft -= 1
      try call()
    } else {
      try write(store.queue.removeFirst())
      try store.checkPairs()
    }
    return true
  }

  private mutating func happen(_ happening: Happening) throws(Broken) {
    switch happening {
    case .effects(var effects):
      guard let effect = effects.popFirst() else { return }
      if !effects.isEmpty { agenda.append(.effects(effects)) }
      try perform(effect.act, effect.turn)
    case .event(let turn, let event): take(event, of: turn)
    case .model(let turn): try speak(turn)
    case .search(let turn): answerSearch(turn)
    case .keep(let turn): keep(turn)
    case .interrupt: follow(machine.interrupt())
    }
    try checkSlots()
  }

  mutating func take(_ event: TurnEvent, of turn: TurnTicket) {
    log.note("\(turn.name): \(event)")
    follow(machine.take(event, of: turn))
  }

  /// Puts effects among what may happen.
  mutating func follow(_ effects: [TurnEffect]) {
    if !effects.isEmpty { agenda.append(.effects(effects[...])) }
  }

  /// The next daemon on the same database, after whatever end of the one before.
  private mutating func restart() throws(Broken) {
    for (turn, row) in store.rows where !row.status.hasEnded {
      guard row.kept == Words() || heard[turn]?.contains(row.kept) == true else {
        throw Broken("\(turn.name) has kept what its model never said at once")
      }
    }
    machine = TurnMachine(runningLimit: runningLimit)
    (agenda, live, asked, isStopping) = ([], [:], [], false)
    store.queue = []
    for index in calls.indices { calls[index].isLost = true }
    store.interruptUnfinished()
    try store.checkPairs()
  }

  mutating func newPlace() -> TurnPlace {
    names += 1
    return TurnPlace(
      owner: UserKey(row: Int64(dice.below(users))), thread: ThreadID(high: 0, low: names))
  }
}
