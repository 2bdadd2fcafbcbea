import Wire

/// Ends a turn, whoever decided that, and writes its end.
extension TurnMachine {
  mutating func end(
    _ ticket: TurnTicket, from phases: [OpenTurn.Phase], as ending: TurnEnding
  ) -> [TurnEffect] {
    guard let turn = self[ticket], phases.contains(turn.phase) else { return [] }
    self[ticket]?.phase = .ending
    return [TurnEffect(ticket, .writeEnd(ending))]
  }

  mutating func endWritten(_ ticket: TurnTicket) -> [TurnEffect] {
    guard self[ticket]?.phase == .ending else { return [] }
    return retire(ticket, .ended)
  }

  /// An answer that was paid for must not be lost because the disk is full for a while: the write of
  /// its end is tried again. Meanwhile other turns may run, but not on its thread. If the database
  /// refuses its end for good, the turn ends as failed, so that its thread can continue.
  mutating func endRefused(_ ticket: TurnTicket, _ fault: Fault, _ isPassing: Bool) -> [TurnEffect]
  {
    guard let turn = self[ticket], turn.phase == .ending else { return [] }
    guard isPassing else {
      if turn.hasGivenUpItsEnd { return retire(ticket, .refused(fault)) }
      self[ticket]?.hasGivenUpItsEnd = true
      return [TurnEffect(ticket, .writeEnd(.refused(fault)))]
    }
    if isShuttingDown { return retire(ticket, .refused(fault)) }
    self[ticket]?.phase = .unwritten
    queue.giveSlotBack(ticket.key, at: turn.place)
    return [TurnEffect(ticket, .tellUnwritten(fault)), TurnEffect(ticket, .pauseBeforeEnd)]
      + startNext()
  }

  mutating func tryEndAgain(_ ticket: TurnTicket) -> [TurnEffect] {
    guard self[ticket]?.phase == .unwritten else { return [] }
    self[ticket]?.phase = .ending
    return [TurnEffect(ticket, .writeEndAgain)]
  }

  /// Forgets a turn and starts the next one.
  mutating func retire(_ ticket: TurnTicket, _ told: TurnRetirement) -> [TurnEffect] {
    guard let turn = self[ticket] else { return [] }
    self[ticket] = nil
    queue.leave(ticket.key, at: turn.place)
    return [TurnEffect(ticket, .retire(told))] + startNext()
  }
}
