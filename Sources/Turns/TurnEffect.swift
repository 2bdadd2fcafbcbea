package import Wire

/// Something that the interpreter of the machine has to do for one turn.
package struct TurnEffect: Sendable, Equatable {
  package let turn: TurnTicket
  package let act: Act

  package enum Act: Sendable, Equatable {
    /// Write its row, with the status running or queued. The event `rowWritten`, `rowKnown`,
    /// `rowRefused` or `modelUnknown` follows.
    case writeRow(runs: Bool)
    /// Send the event `graceOver` after the longest time that the row of a stopped turn may wait for
    /// the writer.
    case limitOpening
    /// Ask providers which models they have. The event `modelFound` or `modelMissing` follows.
    case findModel
    /// Stop waiting for the providers' answer.
    case leaveSearch
    /// Let the later reads of its connection go on.
    case tellReadable
    /// Tell those who wait for its row that it is written, and do the same as for `tellReadable`.
    case tellOpened
    /// Write the status running, and read what will be sent to its model. The event `startWritten` or
    /// `startRefused` follows.
    case writeStart
    /// Tell the clients that follow it that it runs.
    case tellStarted
    /// Send the request to its model. The events `asked` and then `modelEnded` follow.
    case ask
    /// Cancel the request to its model. The event `modelEnded` follows.
    case cancelModel
    /// Write how it ended, and question and answer as messages if there is an answer. The event
    /// `endWritten` or `endRefused` follows.
    case writeEnd(TurnEnding)
    /// Tell those who wait for its end that it could not be written yet, and why.
    case tellUnwritten(Fault)
    /// Send the event `endRetryDue` after a pause.
    case pauseBeforeEnd
    /// Try the same write of its end again.
    case writeEndAgain
    /// Forget it, and tell those who wait how it ended.
    case retire(TurnRetirement)
  }
}

/// How a turn ends, as it will be written in its row.
package enum TurnEnding: Sendable, Equatable {
  /// Its model answered.
  case completed
  /// Its model failed.
  case failed
  /// It could not start, or the database refused its end.
  case refused(Fault)
  /// Somebody stopped it.
  case cancelled
  /// The daemon stopped.
  case interrupted
}

/// How a turn is over, for those who wait for it.
package enum TurnRetirement: Sendable, Equatable {
  /// Its end is written.
  case ended
  /// It was cancelled before anything was written.
  case withdrawn
  /// It had ended before this daemon got the request.
  case past
  /// It was not accepted, or its end could not be written.
  case refused(Fault)
}
