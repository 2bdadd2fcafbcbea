/// `user/export`
package enum UserExport: Method {
  package typealias Runs = Scan
  package typealias Params = NoParams
  package static let name = "user/export"
  package static let summary = "Export everything that you own as one document."
  package static let details = """
    The document includes what is archived or deleted, except what was deleted permanently. It \
    does not include secrets, tokens and events; event/list gives the events, which hold only ids \
    and times. A document of more than 8 MiB is refused with limit: thread/list with \
    includeDeleted and thread/export, message/list, turn/list, task/list, and context/list with \
    context/get give the same in pages, and usage/summary gives the usage. Only this document has \
    the system prompt that was given for one turn, and the metadata of a question that is not yet \
    a message.
    """
  package static let faults: [Fault.Kind] = [.limit]

  package struct Result: Payload, Equatable {
    package static let fields = ["document": "The document, a consistent snapshot."]

    package let document: UserDocument

    package init(_ document: UserDocument) {
      self.document = document
    }
  }

  package static let example = Example<UserExport>(NoParams(), Result(.example))
}

extension UserDocument {
  fileprivate static let example: UserDocument = {
    var document = UserDocument(of: .example)
    document.accounts = [.example]
    document.threads = [
      ExportedThread(
        thread: .example, messages: [.exampleQuestion, .exampleAnswer], turns: [])
    ]
    document.tasks = [.example]
    document.usage = [
      ExportedUsage(
        threadId: Noun.Thread.example.id, model: Noun.Turn.example.model, status: .completed,
        promptTokens: 34, completionTokens: 9, totalTokens: 43, reasoningTokens: nil, cost: nil,
        firstTokenMs: 160, totalMs: 410, endedAt: Timestamp(milliseconds: 1_795_284_285_120))
    ]
    return document
  }()
}
