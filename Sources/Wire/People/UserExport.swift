/// `user/export`
package enum UserExport: Method {
  package typealias Runs = Scan
  package static let name = "user/export"
  package static let summary = "Export everything that you own as one document."
  package static let details = """
    The document includes what is archived or deleted, except what was deleted permanently. It \
    does not include secrets, tokens and events; event/list gives the events, which hold only ids \
    and times. A document of more than 8 MiB is refused with limit: paged gives it in parts \
    of about 4 MiB. The lists of the parts belong one behind the other; where a part begins with the \
    thread that the part before ended with, its messages and turns continue that thread. The parts \
    are not one snapshot: what changes meanwhile may be in them as it was or as it is.
    """
  package static let faults: [Fault.Kind] = [.limit]

  package struct Params: Payload {
    package static let fields = [
      "paged": "Whether to give the document in parts; false by default.",
      "cursor": Cursor.summary,
    ]

    package var paged: Bool?
    package var cursor: Cursor?

    package init(paged: Bool? = nil, cursor: Cursor? = nil) {
      self.paged = paged
      self.cursor = cursor
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "document": "The document, a consistent snapshot, or a part of it.",
      "nextCursor": "The cursor of the next part; null after the last, and without paged.",
    ]

    package let document: UserDocument
    package let nextCursor: Cursor?

    package init(_ document: UserDocument, nextCursor: Cursor? = nil) {
      self.document = document
      self.nextCursor = nextCursor
    }
  }

  package static let example = Example<UserExport>(Params(), Result(.example))
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
