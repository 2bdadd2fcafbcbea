/// `turn/list`
package enum TurnList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Turn>
  package static let name = "turn/list"
  package static let summary = "List turns, the newest first, without their words."
  package static let details = "In a list, input, output and reasoning are null."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "Only this thread's.",
      "status": "Only those that stand so.",
      "limit": "Entries of a page at most, 1 to 200; 50 unless given.",
      "cursor": "The nextCursor of the page before.",
    ]

    package var threadId: ThreadID?
    package var status: TurnStatus?
    package var limit: PageLimit?
    package var cursor: Cursor?

    package init(
      threadId: ThreadID? = nil, status: TurnStatus? = nil, limit: PageLimit? = nil,
      cursor: Cursor? = nil
    ) {
      self.threadId = threadId
      self.status = status
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
