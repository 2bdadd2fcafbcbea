package import Wire

/// What is to be done for one turn.
package struct TurnEffect: Sendable, Equatable {
  package let turn: TurnTicket
  package let act: Act

  package enum Act: Sendable, Equatable {
    /// Write that it was asked for, as running or as waiting. `rowWritten`, `rowKnown`, `rowRefused`
    /// or `modelUnknown` follows.
    case writeRow(runs: Bool)
    /// `graceOver` after the time that a stopped turn's row may wait for the writer.
    case limitOpening
    /// Ask providers which models they have. `modelFound` or `modelMissing` follows.
    case findModel
    /// Nobody waits for that answer any more.
    case leaveSearch
    /// What was sent behind it on its connection need not wait for it.
    case tellReadable
    /// Its row is there: tell who waits for that, and for what `tellReadable` says.
    case tellOpened
    /// Write that it runs, and read what its model is sent. `startWritten` or `startRefused` follows.
    case writeStart
    /// Tell who follows that it runs.
    case tellStarted
    /// Put the question to its model. `asked`, then `modelEnded` follows.
    case ask
    /// Tell its model to stop. `modelEnded` follows.
    case cancelModel
    /// Write how it ended, with its pair if there is one. `endWritten` or `endRefused` follows.
    case writeEnd(TurnEnding)
    /// Tell who waits that its end can't be written so far, and why.
    case tellUnwritten(Fault)
    /// `endRetryDue` after a pause.
    case pauseBeforeEnd
    /// Write its end once more, as it was to be written.
    case writeEndAgain
    /// Forget it, and tell who waits how it ended.
    case retire(TurnRetirement)
  }
}

/// How a turn ends, as its row will say.
package enum TurnEnding: Sendable, Equatable {
  /// Its model answered.
  case completed
  /// Its model failed.
  case failed
  /// It could not start, or its end as it was can't be kept.
  case refused(Fault)
  /// Somebody stopped it.
  case cancelled
  /// The daemon stopped.
  case interrupted
}

/// What those who wait for a turn are told.
package enum TurnRetirement: Sendable, Equatable {
  /// Its end is written.
  case ended
  /// It was cancelled, and nothing of it is written.
  case withdrawn
  /// It had ended before.
  case past
  /// It came to nothing, or what became of it could not be written.
  case refused(Fault)
}
