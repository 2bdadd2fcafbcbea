import Wire

/// From the slot that a turn has got to its model's last word.
extension TurnMachine {
  /// Starts as many waiting turns as there is room for.
  mutating func startNext() -> [TurnEffect] {
    var effects: [TurnEffect] = []
    while let ticket = queue.next().flatMap(ticket(of:)) {
      switch self[ticket]?.phase {
      case .waiting:
        self[ticket]?.phase = .starting
        effects.append(TurnEffect(ticket, .writeStart))
      case .opening: self[ticket]?.phase = .opening(mayStart: true)
      // It was stopped while it waited: it keeps its thread until its end is written, not a slot.
      case .ending, .unwritten:
        if let place = self[ticket]?.place { queue.giveSlotBack(ticket.key, at: place) }
      case .findingModel, .starting, .running, nil: break
      }
    }
    return effects
  }

  /// Its start is written: its model is asked, unless somebody has stopped it meanwhile.
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

  /// A model may end before it is known that it was asked.
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
  /// How it ends when its model does not decide that.
  var unheard: TurnEnding {
    switch stop {
    case .shutDown: .interrupted
    case .cancelled, nil: .cancelled
    }
  }
}
