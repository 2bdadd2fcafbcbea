import Turns
import Wire

/// Performs the effects of the machine.
extension Simulation {
  mutating func perform(_ act: TurnEffect.Act, _ turn: TurnTicket) throws(Broken) {
    log.note("  \(turn.name): \(act)")
    guard let its = live[turn] else { return try performLate(act, turn) }
    switch act {
    case .writeRow(let runs):
      if its.isEphemeral {
        open(turn)
      } else {
        store.queue.append(.row(turn, its.place, runs: runs, isModelKnown: its.isModelKnown))
      }
    case .limitOpening: agenda.append(.event(turn, .graceOver))
    case .findModel: agenda.append(.search(turn))
    case .leaveSearch:
      agenda.removeAll { if case .search(let other) = $0 { other == turn } else { false } }
    case .tellReadable, .tellStarted: break
    case .tellOpened: live[turn]?.isOpened = true
    case .writeStart:
      if its.isEphemeral {
        agenda.append(.event(turn, isFault() ? .startRefused(.full) : .startWritten))
      } else {
        store.queue.append(.start(turn))
      }
    case .ask: try ask(turn)
    case .cancelModel:
      guard case .speaking = its.model else { break }
      live[turn]?.model = .speaking(isCancelled: true)
    case .writeEnd(let ending):
      live[turn]?.ending = ending
      writeEnd(turn)
    case .writeEndAgain: writeEnd(turn)
    case .tellUnwritten: answer(its.waiting, of: turn)
    case .pauseBeforeEnd: agenda.append(.event(turn, .endRetryDue))
    case .retire(let told): try retire(turn, its, told)
    }
  }

  /// Checks an effect of a turn that has ended meanwhile: only effects without consequences may come.
  private mutating func performLate(_ act: TurnEffect.Act, _ turn: TurnTicket) throws(Broken) {
    switch act {
    case .writeRow, .limitOpening, .findModel, .leaveSearch, .tellReadable, .tellOpened,
      .cancelModel, .tellUnwritten, .pauseBeforeEnd:
      break
    case .writeStart, .tellStarted, .ask, .writeEnd, .writeEndAgain, .retire:
      throw Broken("\(turn.name) has ended, but the effect \(act) follows")
    }
  }

  private mutating func open(_ turn: TurnTicket) {
    guard live[turn]?.isModelKnown == true else {
      return agenda.append(.event(turn, .modelUnknown))
    }
    agenda.append(.event(turn, isFault() ? .rowRefused(.full) : .rowWritten))
  }

  private mutating func ask(_ turn: TurnTicket) throws(Broken) {
    guard asked.insert(turn).inserted else { throw Broken("\(turn.name) asks its model twice") }
    if live[turn]?.isEphemeral == false, store.rows[turn.key]?.status != .running {
      throw Broken("\(turn.name) asks its model, but its row does not have the status running")
    }
    live[turn]?.model = .speaking(isCancelled: false)
    agenda.append(.model(turn))
    agenda.append(.event(turn, .asked))
  }

  private mutating func writeEnd(_ turn: TurnTicket) {
    guard let its = live[turn], let ending = its.ending else { return }
    if its.isEphemeral {
      agenda.append(.event(turn, .endWritten))
    } else {
      store.queue.append(.end(turn, ending, output: its.words.text))
    }
  }

  private mutating func retire(
    _ turn: TurnTicket, _ its: LiveTurn, _ told: TurnRetirement
  ) throws(Broken) {
    live[turn] = nil
    switch told {
    case .ended:
      guard its.isEphemeral || hasEnded(turn.key, at: its.place) else {
        throw Broken("\(turn.name) is reported as ended, but its row has not ended")
      }
      for follower in its.followers where !follower.hasLagged && follower.words != its.words {
        throw Broken("a follower of \(turn.name) has other output than the turn")
      }
    case .withdrawn:
      guard !its.isRowWritten else {
        throw Broken("\(turn.name) is reported as withdrawn, but has a row")
      }
    case .past:
      guard hasEnded(turn.key, at: its.place) else {
        throw Broken("\(turn.name) is reported as past, but its row has not ended")
      }
    case .refused: break
    }
    answer(its.waiting, of: turn)
  }

  /// Whether a turn's row has ended, or was deleted with its thread.
  private func hasEnded(_ turn: TurnKey, at place: TurnPlace) -> Bool {
    store.rows[turn]?.status.hasEnded ?? store.deleted.contains(place)
  }

  /// Answers calls when a turn has ended, or its end could not be written yet.
  private mutating func answer(_ waiting: [Int], of turn: TurnTicket) {
    live[turn]?.waiting = []
    for number in waiting {
      switch calls[number].wish {
      case .run, .cancel: calls[number].answers += 1
      case .delete, .leave:
        calls[number].remaining.remove(turn)
        if calls[number].remaining.isEmpty { goOn(number) }
      }
    }
  }

  /// Whether something fails now that can fail for a while.
  mutating func isFault() -> Bool {
    guard faultsLeft > 0, dice.isOne(in: 8) else { return false }
    faultsLeft -= 1
    return true
  }
}

extension Fault {
  static let full = Fault.storage("The disk is full.")
}
