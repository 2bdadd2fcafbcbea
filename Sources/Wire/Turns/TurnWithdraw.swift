/// `turn/withdraw`
package enum TurnWithdraw: Method {
  package typealias Runs = Write
  package typealias Result = TurnResult
  package static let name = "turn/withdraw"
  package static let summary = "Withdraw a question that has no answer."
  package static let details = """
    This withdraws the turn and all other turns that asked the same question as retries: turn/list \
    no longer lists them as unanswered, and thread/search no longer finds them. Nothing is \
    deleted: turn/get and turn/list still show them, with withdrawnAt. Withdrawing twice changes \
    nothing. If the question is a message of the thread, the answer is invalidState: thread/revert \
    removes messages. While a turn of the thread runs or waits, the answer is busy. \
    deleteEmptyThread also deletes the thread if it is empty now; thread/restore restores it. A \
    thread counts as empty if a turn created it, if it has no message, no other unanswered \
    question, no version and no context, and no title except the one derived from its first \
    question.
    """
  package static let faults: [Fault.Kind] = [.notFound, .busy, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn whose question to withdraw.",
      "deleteEmptyThread":
        "Whether to delete its thread too if that is empty then; false by default. Do not set it if "
        + "you ask another question in the thread at once.",
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
