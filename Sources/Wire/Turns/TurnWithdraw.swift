/// `turn/withdraw`
package enum TurnWithdraw: Method {
  package typealias Runs = Write
  package typealias Result = TurnResult
  package static let name = "turn/withdraw"
  package static let summary = "Take back a question that has no answer."
  package static let details = """
    For the turn and whatever has asked the same question before it or again: they are in no list \
    of unanswered turns from then on, and search finds them no more. Nothing of them is deleted; \
    turn/get and turn/list show them, with withdrawnAt. Doing it twice changes nothing. A question \
    whose messages stand in the thread is invalidState: thread/revert takes those back. While a \
    turn of the thread runs or waits, the answer is busy. With deleteEmptyThread a thread in which \
    nothing is left is deleted softly with it, so that thread/restore brings it back: one that a \
    turn made, without a message, another unanswered question, a version or a context, and under \
    no other title than its first question gave it.
    """
  package static let faults: [Fault.Kind] = [.notFound, .busy, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn whose question is taken back.",
      "deleteEmptyThread":
        "Whether its thread goes too when nothing is left in it; false unless given. Not for who asks "
        + "anew in it at once.",
    ]

    package var turnId: TurnID
    package var deleteEmptyThread: Bool?

    package init(turnId: TurnID, deleteEmptyThread: Bool? = nil) {
      self.turnId = turnId
      self.deleteEmptyThread = deleteEmptyThread
    }
  }

  package static let example = Example<TurnWithdraw>(
    Params(turnId: Noun.Turn.example.id),
    TurnResult(
      Noun.Turn(
        id: Noun.Turn.example.id, threadId: Noun.Turn.example.threadId, status: .cancelled,
        model: Noun.Turn.example.model, input: Noun.Turn.example.input, finishReason: "cancelled",
        attempts: 1, afterSequence: 0,
        withdrawnAt: Timestamp(milliseconds: 1_795_284_290_000),
        queuedAt: Noun.Turn.example.queuedAt, startedAt: Noun.Turn.example.startedAt,
        endedAt: Noun.Turn.example.endedAt)))
}
