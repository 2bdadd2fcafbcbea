import Wire

/// Ends turns before their model has finished.
extension TurnMachine {
  mutating func stop(_ ticket: TurnTicket, _ why: TurnStop) -> [TurnEffect] {
    guard let turn = self[ticket] else { return [] }
    let isFirst = turn.stop == nil
    if isFirst { self[ticket]?.stop = why }
    switch turn.phase {
    case .running: return isFirst ? [TurnEffect(ticket, .cancelModel)] : []
    case .waiting: return end(ticket, from: [.waiting], as: self[ticket]?.unheard ?? .cancelled)
    case .findingModel: return [TurnEffect(ticket, .leaveSearch)] + withdraw(ticket)
    // If the write of the row has begun, it is completed, and the row says that the turn was stopped.
    case .opening: return turn.isBeingWritten ? [] : [TurnEffect(ticket, .limitOpening)]
    // Its next step looks at `stop`.
    case .starting: return []
    case .ending, .unwritten: return []
    }
  }

  /// Ends a turn whose row is not being written yet; any other turn continues.
  mutating func callOff(_ ticket: TurnTicket) -> [TurnEffect] {
    self[ticket]?.isCalledOff = true
    return switch self[ticket]?.phase {
    case .opening: self[ticket]?.isBeingWritten == true ? [] : stop(ticket, .cancelled)
    case .findingModel: stop(ticket, .cancelled)
    case .waiting, .starting, .running, .ending, .unwritten, nil: []
    }
  }

  mutating func graceOver(_ ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], case .opening = turn.phase, turn.stop != nil,
      !turn.isBeingWritten
    else { return [] }
    return withdraw(ticket)
  }

  /// Ends a turn of which nothing was written; it leaves no trace.
  mutating func withdraw(_ ticket: TurnTicket) -> [TurnEffect] {
    switch self[ticket]?.stop {
    case .shutDown: retire(ticket, .refused(.shuttingDown(turn: ticket.key.id)))
    case .cancelled, nil: retire(ticket, .withdrawn)
    }
  }
}
