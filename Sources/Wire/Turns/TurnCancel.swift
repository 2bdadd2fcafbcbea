/// The result of the methods that show or change one turn.
package struct TurnResult: Payload, Equatable {
  package static let fields = ["turn": "The turn as it is now."]

  package let turn: Noun.Turn

  package init(_ turn: Noun.Turn) {
    self.turn = turn
  }
}

/// `turn/cancel`
package enum TurnCancel: Method {
  package typealias Runs = Turn
  package typealias Result = TurnResult
  package static let name = "turn/cancel"
  package static let summary = "Cancel a turn; the text that has arrived is kept."
  package static let details = """
    The provider's stream is closed within a second. If text has arrived, the question and this \
    text are written as messages, and finishReason is cancelled; otherwise no message is written. \
    The answer comes when the turn has ended. A turn that had already ended is answered unchanged. \
    A turn that is not stored yet, because the daemon waits for its provider's list of models or \
    for the database, leaves no trace: it is reported as cancelled, and afterwards is not found.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["turnId": "The turn to cancel."]

    package var turnId: TurnID

    package init(turnId: TurnID) {
      self.turnId = turnId
    }
  }

  package static let example = Example<TurnCancel>(
    Params(turnId: Noun.Turn.example.id), TurnResult(.example))
}

/// `turn/get`
package enum TurnGet: Method {
  package typealias Runs = Read
  package typealias Result = TurnResult
  package static let name = "turn/get"
  package static let summary = "Show one turn with its texts, even if it failed."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["turnId": "The turn to show."]

    package var turnId: TurnID

    package init(turnId: TurnID) {
      self.turnId = turnId
    }
  }

  package static let example = Example<TurnGet>(
    Params(turnId: Noun.Turn.example.id), TurnResult(.example))
}
