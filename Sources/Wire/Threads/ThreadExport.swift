/// `thread/export`
package enum ThreadExport: Method {
  package typealias Runs = Scan
  package static let name = "thread/export"
  package static let summary = "Export a thread as one document, for programs or for people."
  package static let details = """
    The format json has all data of the thread and its messages, and the turns whose question has \
    no answer; markdown has the messages and these questions in the order of the conversation. A \
    thread of more than 8 MiB is refused with limit: read it with message/list.
    """
  package static let faults: [Fault.Kind] = [.notFound, .limit]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to export.",
      "format": "json for programs and for thread/import, markdown for people.",
    ]

    package var threadId: ThreadID
    package var format: ThreadDocument.Format

    package init(threadId: ThreadID, format: ThreadDocument.Format) {
      self.threadId = threadId
      self.format = format
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["document": "The thread in the requested format."]

    package let document: ThreadDocument

    package init(_ document: ThreadDocument) {
      self.document = document
    }
  }

  package static let example = Example<ThreadExport>(
    Params(threadId: Noun.Thread.example.id, format: .json), Result(.example))
}

/// `thread/import`
package enum ThreadImport: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/import"
  package static let summary = "Create a thread from a document that thread/export wrote."
  package static let details = """
    The thread and its messages get new ids. The old ids are in each message's metadata, as \
    importedFrom {threadId, messageId, turnId}; an older importedFrom is kept inside it. Texts, \
    order, roles, tokens and times do not change. Questions without an answer are not imported. A \
    second import of the same document answers with the thread that the first one created.
    """
  package static let faults: [Fault.Kind] = [.invalidState]

  package struct Params: Payload {
    package static let fields = ["document": "A document of thread/export, in format json."]

    package var document: ThreadDocument

    package init(document: ThreadDocument) {
      self.document = document
    }
  }

  package static let example = Example<ThreadImport>(
    Params(document: .example),
    ThreadResult(
      Noun.Thread(
        id: ThreadID(high: 0x0199_a3f2_9d02_7a12, low: 0x8c3d_5a6b_7e8f_9013), number: 5,
        title: Noun.Thread.example.title, messageCount: 2,
        lastMessageAt: Noun.Thread.example.lastMessageAt,
        createdAt: Noun.Thread.example.createdAt,
        updatedAt: Timestamp(milliseconds: 1_795_284_290_000))))
}

extension ThreadDocument {
  fileprivate static let example = ThreadDocument(
    thread: .example, messages: [.exampleQuestion, .exampleAnswer])
}
