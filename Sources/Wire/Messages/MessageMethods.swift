/// `message/list`
package enum MessageList: Method {
  package typealias Runs = Read
  package typealias Result = Page<Noun.Message>
  package static let name = "message/list"
  package static let summary = "List a thread's messages in order."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to read.",
      "afterSequence":
        "Only messages with a greater sequence; 0 for all. Not together with cursor.",
      "limit": PageLimit.summary,
      "cursor": Cursor.summary,
      "order": "asc, the default, starts with the first message; desc starts with the last.",
    ]

    package var threadId: ThreadID
    package var afterSequence: Sequence?
    package var limit: PageLimit?
    package var cursor: Cursor?
    package var order: SortOrder?

    package init(
      threadId: ThreadID, afterSequence: Sequence? = nil, limit: PageLimit? = nil,
      cursor: Cursor? = nil, order: SortOrder? = nil
    ) {
      self.threadId = threadId
      self.afterSequence = afterSequence
      self.limit = limit
      self.cursor = cursor
      self.order = order
    }
  }

  package static let example = Example<MessageList>(
    Params(threadId: Noun.Thread.example.id), Page([.exampleQuestion, .exampleAnswer]))
}

/// `message/get`
package enum MessageGet: IDMethod {
  package typealias Runs = Read
  package typealias Named = Noun.Message
  package typealias Result = MessageResult
  package static let name = "message/get"
  package static let summary = "Show one message."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The message to show."

  package static let example = Example<MessageGet>(
    Params(messageId: Noun.Message.exampleAnswer.id ?? .specimen), MessageResult(.exampleAnswer))
}

/// `message/append`
package enum MessageAppend: Method {
  package typealias Runs = Write
  package typealias Result = MessageResult
  package static let name = "message/append"
  package static let summary = "Append one message to a thread; no model is called."
  package static let details = """
    If a turn is running on the thread, the message comes before the messages that the turn writes.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to write to.",
      "id": "The new message's id, so that the call can be repeated safely.",
      "role": "Whose message it is.",
      "content": "The text of the message: 1 byte to 8 MiB.",
      "metadata": "A JSON object of your own, stored unchanged.",
    ]

    package var threadId: ThreadID
    package var id: MessageID?
    package var role: Noun.Role
    package var content: Content
    package var metadata: FreeObject?

    package init(
      threadId: ThreadID, id: MessageID? = nil, role: Noun.Role, content: Content,
      metadata: FreeObject? = nil
    ) {
      self.threadId = threadId
      self.id = id
      self.role = role
      self.content = content
      self.metadata = metadata
    }
  }

  package static let example = Example<MessageAppend>(
    Params(
      threadId: Noun.Thread.example.id, role: .user,
      content: Content(trusted: "What is a skein?")),
    MessageResult(
      Noun.Message(
        id: Noun.Message.exampleQuestion.id, threadId: Noun.Thread.example.id, turnId: nil,
        sequence: Sequence(1), role: .user, content: "What is a skein?",
        createdAt: Noun.Message.exampleQuestion.createdAt)))
}
