package import Wire

/// All turns that have not ended, as one state machine: the state and an event determine the next state
/// and the effects.
///
/// A value without clock, lock or I/O. Its interpreter performs the effects of one event in their
/// order, and reports each result as a further event. Events of different sources come in any order.
/// An event that comes too late changes nothing.
package struct TurnMachine: Sendable {
  private var turns: [TurnKey: OpenTurn] = [:]
  var queue: TurnQueue
  /// Threads that are being deleted, each with the number of calls that do so. No turn may begin there.
  private var closedPlaces: [TurnPlace: Int] = [:]
  /// Users who are being erased, each with the number of calls that do so. Their turns may not begin.
  private var closedUsers: [UserKey: Int] = [:]
  private(set) var isShuttingDown = false
  /// How many turns were admitted so far.
  private var admissions = 0

  package init(runningLimit: Int) {
    queue = TurnQueue(runningLimit: runningLimit)
  }

  /// The result of a request for a turn.
  package enum Admission: Sendable, Equatable {
    /// A turn with this id has not ended.
    case known(TurnTicket)
    case new(TurnTicket, [TurnEffect])
  }

  /// Admits a turn, or refuses it: if the daemon stops, if its thread is being deleted or its user
  /// erased, and for the reasons of `TurnQueue.arrive`.
  package mutating func admit(
    _ turn: TurnKey, at place: TurnPlace, ifBusy: IfBusy, inputBytes: Int
  ) throws(Fault) -> Admission {
    if let known = ticket(of: turn) { return .known(known) }
    guard !isShuttingDown else { throw .shuttingDown() }
    guard closedPlaces[place] == nil else { throw .notFound(.thread) }
    guard closedUsers[turn.owner] == nil else { throw .userGone }
    let arrival = try queue.arrive(turn, at: place, ifBusy: ifBusy, inputBytes: inputBytes)
    let runs = arrival == .runs
    admissions += 1
    let ticket = TurnTicket(key: turn, number: admissions)
    turns[turn] = OpenTurn(number: admissions, place: place, runsAtOnce: runs)
    return .new(ticket, [TurnEffect(ticket, .writeRow(runs: runs))])
  }

  /// The effects of an event of one turn; none if the turn has ended.
  package mutating func take(_ event: TurnEvent, of turn: TurnTicket) -> [TurnEffect] {
    guard self[turn] != nil else { return [] }
    return switch event {
    case .rowWritten: opened(turn)
    case .rowKnown: leaveOpening(turn, .past)
    case .rowRefused(let fault): leaveOpening(turn, .refused(fault))
    case .modelUnknown: findModel(of: turn)
    case .modelFound: modelFound(turn)
    case .modelMissing(let fault): modelMissing(turn, fault)
    case .startWritten: started(turn)
    case .startRefused(let fault): end(turn, from: [.starting], as: .refused(fault))
    case .asked: asked(turn)
    case .modelEnded(let end): modelEnded(turn, end)
    case .endWritten: endWritten(turn)
    case .endRefused(let fault, let isPassing): endRefused(turn, fault, isPassing)
    case .endRetryDue: tryEndAgain(turn)
    case .stopped(let why): stop(turn, why)
    case .calledOff: callOff(turn)
    case .graceOver: graceOver(turn)
    }
  }

  /// Whether no turn is left, and nothing of those that have ended.
  package var holdsNothing: Bool {
    turns.isEmpty && queue.running == 0 && queue.waiting == 0 && queue.totalInputBytes == 0
      && closedPlaces.isEmpty && closedUsers.isEmpty
  }

  /// Whether no turn is left.
  package var isIdle: Bool { turns.isEmpty }

  /// Whether a turn's model is answering.
  package func isRunning(_ turn: TurnTicket) -> Bool { self[turn]?.phase == .running }

  /// Whether a turn was stopped before its model has finished.
  package func isStopped(_ turn: TurnTicket) -> Bool { self[turn]?.stop != nil }
}

extension TurnMachine {
  /// Refuses new turns on a thread until `reopen` was called as often as this, and stops the turns that
  /// are there. Returns those turns too.
  package mutating func close(_ place: TurnPlace) -> (turns: [TurnTicket], effects: [TurnEffect]) {
    closedPlaces[place, default: 0] += 1
    let there = queue.turns(at: place).compactMap(ticket(of:))
    return (there, there.flatMap { take(.stopped(.cancelled), of: $0) })
  }

  package mutating func reopen(_ place: TurnPlace) {
    closedPlaces[place] = closedPlaces[place].flatMap { $0 > 1 ? $0 - 1 : nil }
  }

  /// Refuses new turns of a user until `reopen` was called as often as this, and stops the user's
  /// turns. Returns those turns too.
  package mutating func close(_ user: UserKey) -> (turns: [TurnTicket], effects: [TurnEffect]) {
    closedUsers[user, default: 0] += 1
    let theirs = inOrder.filter { $0.key.owner == user }
    return (theirs, theirs.flatMap { take(.stopped(.cancelled), of: $0) })
  }

  package mutating func reopen(_ user: UserKey) {
    closedUsers[user] = closedUsers[user].flatMap { $0 > 1 ? $0 - 1 : nil }
  }

  /// From now on no turn begins. Turns whose model was not asked yet end now, and ends that could not be
  /// written are tried once more.
  package mutating func shutDown() -> [TurnEffect] {
    isShuttingDown = true
    return inOrder.flatMap { turn -> [TurnEffect] in
      let isRunning = self[turn]?.isRunning ?? true
      return isRunning ? tryEndAgain(turn) : take(.stopped(.shutDown), of: turn)
    }
  }

  /// Stops the turns that still run when the daemon's grace period is over.
  package mutating func interrupt() -> [TurnEffect] {
    inOrder.flatMap { take(.stopped(.shutDown), of: $0) }
  }

  /// The turns in the order of their admission.
  private var inOrder: [TurnTicket] {
    turns.map { TurnTicket(key: $0, number: $1.number) }.sorted { $0.number < $1.number }
  }

  package func ticket(of turn: TurnKey) -> TurnTicket? {
    turns[turn].map { TurnTicket(key: turn, number: $0.number) }
  }

  /// The turn of a ticket; nil if it has ended.
  subscript(ticket: TurnTicket) -> OpenTurn? {
    get { turns[ticket.key].flatMap { $0.number == ticket.number ? $0 : nil } }
    set {
      guard turns[ticket.key]?.number == ticket.number else { return }
      turns[ticket.key] = newValue
    }
  }
}

extension TurnEffect {
  init(_ turn: TurnTicket, _ act: Act) {
    self.init(turn: turn, act: act)
  }
}
