/// `user/export`
package enum UserExport: Method {
  package typealias Runs = Scan
  package typealias Params = NoParams
  package static let name = "user/export"
  package static let summary = "Write everything that you own into one document."
  package static let details = """
    What is deleted softly or archived is in it. Secrets and tokens are not, and neither are \
    events: they hold ids and times alone, and event/list gives them. More than 8 MiB is answered \
    with limit: then thread/list with includeDeleted and thread/export, message/list, turn/list, \
    task/list and context/list with context/get give the same in pages, and usage/summary adds up \
    what was used; only what a turn asked beside its words is in this document alone.
    """
  package static let faults: [Fault.Kind] = [.limit]

  package struct Result: Payload, Equatable {
    package static let fields = ["document": "All of it, as of one moment."]

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
