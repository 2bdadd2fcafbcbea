import Turns
import Wire

/// One schedule of several daemons, one after another, on one database. Clients, a writer, models,
/// timers and crashes take their steps in an order that the seed determines, and after each step the
/// promises of the protocol about turns are checked.
///
/// It performs the machine's effects as the service does, but each in a step of its own, so that a
/// crash or another step can come between any two of them.
package struct Simulation {
  /// Something that may happen next. All have the same probability.
  enum Happening {
    /// The next effect of one event.
    case effects(ArraySlice<TurnEffect>)
    /// The machine receives an event.
    case event(TurnTicket, TurnEvent)
    /// A model sends the next part of its answer.
    case model(TurnTicket)
    /// A provider answers which models it has.
    case search(TurnTicket)
    /// The output of a turn so far is stored.
    case keep(TurnTicket)
    /// The grace period of a daemon that stops is over.
    case interrupt
  }

  var dice: Dice
  var machine: TurnMachine
  var store = SimulatedStore()
  var agenda: [Happening] = []
  /// The turns that this daemon's service knows.
  var live: [TurnTicket: LiveTurn] = [:]
  var calls: [Call] = []
  /// How many more calls the clients will make.
  var callsLeft: Int
  var crashesLeft: Int
  var faultsLeft: Int
  var isStopping = false
  let runningLimit: Int
  let users: Int
  /// All threads so far; calls create more.
  var places: [TurnPlace]
  /// The number of the turn or thread that was created last.
  var names: UInt64 = 0
  /// The output of each turn after each part, whichever daemon received it.
  var heard: [TurnKey: [Words]] = [:]
  /// The turns whose model this daemon has asked.
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
      guard steps < Self.stepLimit else {
        throw Broken("the schedule has not ended after \(steps) steps")
      }
    }
    try checkEnd()
  }

  /// More steps than any schedule needs.
  static let stepLimit = 20_000

  /// Takes one step; false if nothing can happen any more.
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

  /// Adds effects to what may happen next.
  mutating func follow(_ effects: [TurnEffect]) {
    if !effects.isEmpty { agenda.append(.effects(effects[...])) }
  }

  /// Starts the next daemon on the same database, whether the last one stopped or was killed.
  private mutating func restart() throws(Broken) {
    for (turn, row) in store.rows where !row.status.hasEnded {
      guard row.kept == Words() || heard[turn]?.contains(row.kept) == true else {
        throw Broken("the stored output of \(turn.name) is not what its model had sent at any time")
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
