/// `turn/list`
package enum TurnList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Turn>
  package static let name = "turn/list"
  package static let summary = "List turns, the newest first."
  package static let details = """
    input, output, reasoning and options are null unless includeTexts is true; a page then ends \
    early at 4 MiB. unanswered lists only turns whose question is in no message: turns that \
    failed, were interrupted, or were cancelled before any text arrived. It leaves out questions \
    that a later retry has answered, and questions that were withdrawn (turn/withdraw, \
    thread/revert). Unanswered questions are not sent to a model.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "List only turns of this thread.",
      "status": "Only those with this status.",
      "unanswered": "Whether to list only turns whose question has no answer; false by default.",
      "includeTexts":
        "Whether to include input, output, reasoning and options; false by default.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
    ]

    package var threadId: ThreadID?
    package var status: TurnStatus?
    package var unanswered: Bool?
    package var includeTexts: Bool?
    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(
      threadId: ThreadID? = nil, status: TurnStatus? = nil, unanswered: Bool? = nil,
      includeTexts: Bool? = nil, limit: PageLimit? = nil, cursor: Cursor? = nil
    ) {
      self.threadId = threadId
      self.status = status
      self.unanswered = unanswered
      self.includeTexts = includeTexts
      self.limit = limit
      self.cursor = cursor
    }
  }

  package static let example = Example<TurnList>(
    Params(threadId: Noun.Thread.example.id),
    Page([
      {
        var turn = Noun.Turn.example
        (turn.input, turn.output, turn.reasoning) = (nil, nil, nil)
        return turn
      }()
    ]))
}
