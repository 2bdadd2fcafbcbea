import Wire

/// From a request to the row in the database.
///
/// If no known list has the turn's model, the turn waits until providers have answered which models
/// they have. Meanwhile it has no slot, and nothing of it is written.
extension TurnMachine {
  /// Whether a turn's row shall still be written. Called in that write, which may run twice; from then
  /// on the row decides how the turn goes on.
  package mutating func beginWriting(_ turn: TurnTicket) -> Bool {
    guard case .opening = self[turn]?.phase else { return false }
    self[turn]?.isBeingWritten = true
    return true
  }

  mutating func opened(_ ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], case .opening(let mayStart) = turn.phase else { return [] }
    let told = [TurnEffect(ticket, .tellOpened)]
    if turn.runsAtOnce {
      self[ticket]?.phase = .starting
      return told + started(ticket)
    }
    self[ticket]?.phase = .waiting
    if turn.stop != nil { return told + end(ticket, from: [.waiting], as: turn.unheard) }
    guard mayStart else { return told }
    self[ticket]?.phase = .starting
    return told + [TurnEffect(ticket, .writeStart)]
  }

  mutating func leaveOpening(_ ticket: TurnTicket, _ told: TurnRetirement) -> [TurnEffect] {
    guard case .opening = self[ticket]?.phase else { return [] }
    return retire(ticket, told)
  }

  /// The turn gives its slot to others until its model is known.
  mutating func findModel(of ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], case .opening = turn.phase else { return [] }
    if turn.isCalledOff, turn.stop == nil { self[ticket]?.stop = .cancelled }
    guard self[ticket]?.stop == nil else { return withdraw(ticket) }
    do {
      try queue.hold(ticket.key, at: turn.place)
    } catch {
      return retire(ticket, .refused(error))
    }
    self[ticket]?.phase = .findingModel
    self[ticket]?.isBeingWritten = false
    self[ticket]?.runsAtOnce = false
    return [TurnEffect(ticket, .tellReadable), TurnEffect(ticket, .findModel)] + startNext()
  }

  mutating func modelFound(_ ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], turn.phase == .findingModel else { return [] }
    self[ticket]?.phase = .opening(mayStart: false)
    queue.release(ticket.key, at: turn.place)
    return [TurnEffect(ticket, .writeRow(runs: false))] + startNext()
  }

  mutating func modelMissing(_ ticket: TurnTicket, _ fault: Fault) -> [TurnEffect] {
    guard self[ticket]?.phase == .findingModel else { return [] }
    return retire(ticket, .refused(fault))
  }
}
