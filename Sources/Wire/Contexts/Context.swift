extension Noun {
  /// A piece of work: one thread, its settings, and its actions and previews.
  package struct Context: NamedPayload, Equatable {
    package static let typeName = "Context"
    package static let fields = [
      "id": "Its id.",
      "number":
        "The number that people use for it: 1, 2, 3, … in the order in which a user's contexts were made, never reused.",
      "title": "The title of its thread; thread/update changes it.",
      "threadId": "The thread that it owns; the context's messages are in that thread.",
      "status": "The status of the work; any status may follow any other.",
      "flow": "Three words that describe how the work should go.",
      "config": "The template, tools and features of the work.",
      "metadata": "A JSON object of the client's own.",
      "createdAt": "When it was made.",
      "updatedAt": "When the context, its thread, or one of its actions or previews last changed.",
      "deletedAt": "When it was deleted; null if it is not deleted.",
    ]

    package let id: ContextID
    package let number: Int
    package var title: Title?
    package let threadId: ThreadID
    package var status: ContextStatus
    package var flow: Flow
    package var config: ContextConfig
    package var metadata: FreeObject?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var deletedAt: Timestamp?

    package init(
      id: ContextID, number: Int, title: Title? = nil, threadId: ThreadID,
      status: ContextStatus = .setup, flow: Flow = Flow(),
      config: ContextConfig = ContextConfig(), metadata: FreeObject? = nil, createdAt: Timestamp,
      updatedAt: Timestamp, deletedAt: Timestamp? = nil
    ) {
      self.id = id
      self.number = number
      self.title = title
      self.threadId = threadId
      self.status = status
      self.flow = flow
      self.config = config
      self.metadata = metadata
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.deletedAt = deletedAt
    }
  }
}

/// The status of a context's work.
package enum ContextStatus: String, Codable, CaseIterable, Sendable {
  case setup, active, completed
}

/// The result of the methods that change one context.
package struct ContextResult: Payload, Equatable {
  package static let fields = ["context": "The context as it is now."]

  package let context: Noun.Context

  package init(_ context: Noun.Context) {
    self.context = context
  }
}

extension Noun.Context {
  static let example = Noun.Context(
    id: ContextID(high: 0x0199_a3f4_10aa_7b01, low: 0x8c0d_1e2f_3a4b_5c6d), number: 2,
    title: Title(trusted: "A package for yarn"),
    threadId: ThreadID(high: 0x0199_a3f4_10aa_7b02, low: 0x8c0d_1e2f_3a4b_5c6e),
    status: .active,
    config: ContextConfig(
      template: Label(trusted: "swift-package"),
      tooling: Labels(trusted: [Label(trusted: "swift")]),
      features: Labels(trusted: [Label(trusted: "tests")])),
    createdAt: Timestamp(milliseconds: 1_795_284_300_000),
    updatedAt: Timestamp(milliseconds: 1_795_284_360_000))
}

extension Noun.Thread {
  /// The thread that the example's context owns.
  static let exampleOfContext = Noun.Thread(
    id: Noun.Context.example.threadId, number: 6, title: Title(trusted: "A package for yarn"),
    contextId: Noun.Context.example.id, createdAt: Noun.Context.example.createdAt,
    updatedAt: Noun.Context.example.createdAt)
}
