extension Noun {
  /// A conversation of one user: a sequence of messages.
  package struct Thread: NamedPayload, Equatable {
    package static let typeName = "Thread"
    package static let fields = [
      "id": "Its id.",
      "number":
        "The number that people use for it: 1, 2, 3, … in the order in which a user's threads were made, never reused; null only in a document that was exported by a version without numbers.",
      "title": "1 to 60 characters; null until given or derived from the first input.",
      "model": "The model that its turns use unless they name one.",
      "systemPrompt": "The system prompt of its turns, unless a turn has its own.",
      "contextPolicy":
        "What happens if it is longer than the model's context window: error or dropOldest; null for the configured policy.",
      "options":
        "The options of its turns, unless a turn sets them itself; null for the configured options.",
      "purpose":
        "edit for text that is written into a document, as when an editor rewrites a selection; null for a conversation.",
      "contextId": "The context that owns it, if any.",
      "parentThreadId": "The thread that it was forked from, as long as that exists.",
      "copyOf":
        "The thread that it is a version of; thread/revert and history/import make versions. null for a thread that is no version.",
      "messageCount": "How many messages it has, which is also the sequence of the last one.",
      "lastMessageAt": "When its last message was written.",
      "createdAt": "When it was made.",
      "updatedAt": "When anything in it last changed.",
      "deletedAt": "When it was deleted; null if it is not deleted.",
    ]

    package let id: ThreadID
    package let number: Int?
    package var title: Title?
    package var model: ModelName?
    package var systemPrompt: SystemPrompt?
    package var contextPolicy: ContextPolicy?
    package var options: TurnOptions?
    package var purpose: ThreadPurpose?
    package var contextId: ContextID?
    package var parentThreadId: ThreadID?
    package var copyOf: ThreadID?
    package var messageCount: Int
    package var lastMessageAt: Timestamp?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var deletedAt: Timestamp?

    package init(
      id: ThreadID, number: Int?, title: Title? = nil, model: ModelName? = nil,
      systemPrompt: SystemPrompt? = nil, contextPolicy: ContextPolicy? = nil,
      options: TurnOptions? = nil, purpose: ThreadPurpose? = nil, contextId: ContextID? = nil,
      parentThreadId: ThreadID? = nil, copyOf: ThreadID? = nil, messageCount: Int = 0,
      lastMessageAt: Timestamp? = nil, createdAt: Timestamp, updatedAt: Timestamp,
      deletedAt: Timestamp? = nil
    ) {
      self.id = id
      self.number = number
      self.title = title
      self.model = model
      self.systemPrompt = systemPrompt
      self.contextPolicy = contextPolicy
      self.options = options
      self.purpose = purpose
      self.contextId = contextId
      self.parentThreadId = parentThreadId
      self.copyOf = copyOf
      self.messageCount = messageCount
      self.lastMessageAt = lastMessageAt
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.deletedAt = deletedAt
    }
  }
}

/// The result of the methods that create, show or change one thread.
package struct ThreadResult: Payload, Equatable {
  package static let fields = ["thread": "The thread as it is now."]

  package let thread: Noun.Thread

  package init(_ thread: Noun.Thread) {
    self.thread = thread
  }
}

extension Noun.Thread {
  static let example = Noun.Thread(
    id: ThreadID(high: 0x0199_a3f2_7c1e_7d5a, low: 0x9b0e_3f2a_1c4d_5e6f), number: 3,
    title: Title(trusted: "What a skein is"), messageCount: 2,
    lastMessageAt: Timestamp(milliseconds: 1_795_284_285_120),
    createdAt: Timestamp(milliseconds: 1_795_284_283_004),
    updatedAt: Timestamp(milliseconds: 1_795_284_285_120))
}
