package import Wire

/// What happens to a turn.
package enum TurnEvent: Sendable, Equatable {
  /// Its row is in the database.
  case rowWritten
  /// Its id was known, with the same question: it had ended before this daemon looked.
  case rowKnown
  /// It comes to nothing, and no row says that it was asked for.
  case rowRefused(Fault)
  /// Which model it means is not known from any list: providers have to be asked.
  case modelUnknown
  case modelFound
  case modelMissing(Fault)
  /// Its row says that it runs, and what its model is sent is read.
  case startWritten
  case startRefused(Fault)
  /// Its model hears it, and can be told to stop.
  case asked
  case modelEnded(ModelEnd)
  case endWritten
  /// Its end could not be written. A passing reason, such as a full disk, is worth another try.
  case endRefused(Fault, isPassing: Bool)
  /// The pause before the next try to write its end is over.
  case endRetryDue
  case stopped(TurnStop)
  /// Whoever asked for it wants it no more, unless it is written down already.
  case calledOff
  /// Its row has waited for the writer as long as a turn that was stopped may.
  case graceOver

  /// How a model's part ended.
  package enum ModelEnd: Sendable, Equatable {
    case completed
    case failed
    case cancelled
  }
}

/// Why somebody wants a turn to end before its model does. The first reason holds.
package enum TurnStop: Sendable, Equatable {
  case cancelled
  case shutDown
}
