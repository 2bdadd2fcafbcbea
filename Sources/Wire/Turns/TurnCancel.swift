/// `turn/cancel`
package enum TurnCancel: Method {
  package typealias Runs = Turn
  package typealias Result = TurnResult
  package static let name = "turn/cancel"
  package static let summary = "End a turn; what it had said is kept."
  package static let details = """
    The provider's stream is closed within a second. What was said is written as a pair with the \
    finishReason cancelled; with nothing said no message is written. The answer comes when the \
    turn has ended. Of a turn that had ended already it is that turn, unchanged. A turn that is not \
    written down yet, because its provider is asked which model it has or the database is busy, \
    ends without a trace: it is told as cancelled, and not found after that.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["turnId": "The turn to end."]

    package var turnId: TurnID

    package init(turnId: TurnID) {
      self.turnId = turnId
    }
  }

  package static let example = Example<TurnCancel>(
    Params(turnId: Noun.Turn.example.id), TurnResult(.example))
}
