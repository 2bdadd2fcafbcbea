package import Wire

/// Something that happens to a turn.
package enum TurnEvent: Sendable, Equatable {
  /// Its row is in the database.
  case rowWritten
  /// The database already has a turn with its id and the same question, which has ended.
  case rowKnown
  /// It was refused, and no row was written.
  case rowRefused(Fault)
  /// No known list has the model that it names: providers have to be asked.
  case modelUnknown
  case modelFound
  case modelMissing(Fault)
  /// Its row has the status running, and what will be sent to its model was read.
  case startWritten
  case startRefused(Fault)
  /// The request was sent to its model, and can be cancelled.
  case asked
  case modelEnded(ModelEnd)
  case endWritten
  /// Its end could not be written. If the reason can pass, as a full disk can, the write is tried
  /// again.
  case endRefused(Fault, isPassing: Bool)
  /// The pause before the next write of its end is over.
  case endRetryDue
  case stopped(TurnStop)
  /// The client cancelled the request, which ends the turn unless its row is already being written.
  case calledOff
  /// Its row has waited for the writer as long as the row of a stopped turn may.
  case graceOver

  /// How the request to a model ended.
  package enum ModelEnd: Sendable, Equatable {
    case completed
    case failed
    case cancelled
  }
}

/// Why a turn is ended before its model has finished. The first reason counts.
package enum TurnStop: Sendable, Equatable {
  case cancelled
  case shutDown
}
