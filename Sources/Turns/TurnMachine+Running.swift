import Wire

/// From the moment when a turn gets a slot until its model has finished.
extension TurnMachine {
  /// Starts as many waiting turns as there are free slots.
  mutating func startNext() -> [TurnEffect] {
    var effects: [TurnEffect] = []
    while let ticket = queue.next().flatMap(ticket(of:)) {
      switch self[ticket]?.phase {
      case .waiting:
        self[ticket]?.phase = .starting
        effects.append(TurnEffect(ticket, .writeStart))
      case .opening: self[ticket]?.phase = .opening(mayStart: true)
      // It was stopped while it waited: until its end is written it keeps its thread, but no slot.
      case .ending, .unwritten:
        if let place = self[ticket]?.place { queue.giveSlotBack(ticket.key, at: place) }
      case .findingModel, .starting, .running, nil: break
      }
    }
    return effects
  }

  /// The start is written: the model is asked, unless the turn was stopped meanwhile.
  mutating func started(_ ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], turn.phase == .starting else { return [] }
    let told = [TurnEffect(ticket, .tellStarted)]
    if turn.stop != nil { return told + end(ticket, from: [.starting], as: turn.unheard) }
    return told + [TurnEffect(ticket, .ask)]
  }

  mutating func asked(_ ticket: TurnTicket) -> [TurnEffect] {
    guard let turn = self[ticket], turn.phase == .starting else { return [] }
    self[ticket]?.phase = .running
    return turn.stop == nil ? [] : [TurnEffect(ticket, .cancelModel)]
  }

  /// `modelEnded` may come before `asked`.
  mutating func modelEnded(_ ticket: TurnTicket, _ modelEnd: TurnEvent.ModelEnd) -> [TurnEffect] {
    guard let turn = self[ticket] else { return [] }
    let ending: TurnEnding =
      switch modelEnd {
      case .completed: .completed
      case .failed: .failed
      case .cancelled: turn.unheard
      }
    return end(ticket, from: [.starting, .running], as: ending)
  }
}

extension OpenTurn {
  /// How it ends if its model does not decide that.
  var unheard: TurnEnding {
    switch stop {
    case .shutDown: .interrupted
    case .cancelled, nil: .cancelled
    }
  }
}
