/// `thread/export`
package enum ThreadExport: Method {
  package typealias Runs = Scan
  package static let name = "thread/export"
  package static let summary = "Write a thread down, to be kept elsewhere or read by people."
  package static let details = """
    The form for programs has everything that is known of the thread and its messages, and the \
    turns whose question has no answer; the form for people has both in the order in which they \
    stand. A thread of more than 8 MiB is answered with limit: read it with message/list.
    """
  package static let faults: [Fault.Kind] = [.notFound, .limit]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to write down.",
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
    package static let fields = ["document": "The thread in the form that was asked for."]

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
  package static let summary = "Make a thread from a document that thread/export wrote."
  package static let details = """
    Thread and messages have new ids; the old ones are in each message's metadata, as \
    importedFrom {threadId, messageId, turnId}; an importedFrom that was there is kept inside it. \
    Everything else is as it was: words, order, roles, tokens, times. Questions without an answer \
    stay in the document alone: no turn is made of them. The same document again answers with the \
    thread that it made first.
    """
  package static let faults: [Fault.Kind] = [.invalidState]

  package struct Params: Payload {
    package static let fields = ["document": "What thread/export gave, in format json."]

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
