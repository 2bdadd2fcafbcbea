package import Wire

/// What is worth showing while a turn runs.
package enum TurnEvent {
  /// A notification about this turn, as a line for other programs.
  case line([UInt8])
  case started(Noun.Turn)
  case said(TurnDelta.Voice, Substring)
  /// What was said as text so far was thought aloud: the answer begins anew.
  case revised
  case retrying(TurnRetrying.Params)
  /// The connection is gone; a new one is tried.
  case reconnecting
  /// The daemon had ended, and another was started in its place.
  case restarted
  /// The daemon is there, and has not answered for seconds; how it is, in a sentence.
  case silent(String)
  /// Ctrl-C was taken: the turn's end is awaited.
  case cancelling
  /// Time has passed, nothing else.
  case waiting

  /// Whether a daemon has said it of the turn.
  package var isOfTurn: Bool {
    switch self {
    case .line, .started, .said, .revised, .retrying: true
    case .reconnecting, .restarted, .silent, .cancelling, .waiting: false
    }
  }
}

/// How a turn ended for the one who ran it.
package enum TurnEnding {
  /// As `turn/run` answers it.
  case result(TurnRun.Result, json: [UInt8])
  case fault(ReceivedFault)
  /// The daemon stopped under it; what had been said is kept.
  case interrupted(Noun.Turn)
  /// The daemon went away and did not come back.
  case lost
}
