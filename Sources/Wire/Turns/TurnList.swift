/// `turn/list`
package enum TurnList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Turn>
  package static let name = "turn/list"
  package static let summary = "List turns, the newest first."
  package static let details = """
    Input, output and reasoning are null unless includeTexts is set; a page then ends early at \
    4 MiB. With unanswered, only turns whose question stands in no message: those that failed, \
    were interrupted, or were cancelled before a word was said. A question that a later retry has \
    answered is not among them, nor one that was taken back (turn/withdraw, thread/revert). They \
    are no part of what a model is sent.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "Only this thread's.",
      "status": "Only those with this status.",
      "unanswered": "Whether to list only those whose question has no answer; false by default.",
      "includeTexts": "Whether to give input, output and reasoning; false by default.",
      "limit": "The most entries that a page holds, 1 to 200; 50 by default.",
      "cursor": "The nextCursor of the previous page.",
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
