package import Wire

/// What a client may show while a turn runs.
package enum TurnEvent {
  /// A notification about this turn, as one line of JSON for other programs.
  case line([UInt8])
  case started(Noun.Turn)
  case said(TurnDelta.Voice, Substring)
  /// The text so far has turned out to be reasoning: the answer begins again.
  case revised
  case retrying(TurnRetrying.Params)
  /// The connection was lost; the client tries to open a new one.
  case reconnecting
  /// The daemon had ended, and another was started in its place.
  case restarted
  /// The daemon runs, but has not answered for some seconds; a sentence says more.
  case silent(String)
  /// Ctrl-C was pressed: the client waits for the turn's end.
  case cancelling
  /// Some time has passed without another event.
  case waiting

  /// Whether the daemon reported this about the turn.
  package var isOfTurn: Bool {
    switch self {
    case .line, .started, .said, .revised, .retrying: true
    case .reconnecting, .restarted, .silent, .cancelling, .waiting: false
    }
  }
}

/// How a turn ended for the client that ran it.
package enum TurnEnding {
  /// The result of `turn/run`.
  case result(TurnRun.Result, json: [UInt8])
  case fault(ReceivedFault)
  /// The daemon stopped during the turn; the output so far is kept.
  case interrupted(Noun.Turn)
  /// The daemon went away and did not come back.
  case lost
}
