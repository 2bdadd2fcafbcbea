/// `turn/cancel`
package enum TurnCancel: IDMethod {
  package typealias Runs = Turn
  package typealias Named = Noun.Turn
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
  package static let idSummary = "The turn to cancel."

  package static let example = Example<TurnCancel>(
    Params(turnId: Noun.Turn.example.id), TurnResult(.example))
}
