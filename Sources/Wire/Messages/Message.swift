extension Noun {
  /// One message of a thread.
  package struct Message: NamedPayload, Equatable {
    package static let typeName = "Message"
    package static let fields = [
      "id": "Its id; null in an ephemeral turn.",
      "threadId": "The thread that it belongs to; null in an ephemeral turn.",
      "turnId": "The turn that wrote it; null when it was appended or copied.",
      "sequence": "1, 2, 3, … within the thread, no gap, no duplicate; null in an ephemeral turn.",
      "role": "Whose message it is: the system's, the user's or the assistant's.",
      "content": "The text of the message.",
      "promptTokens": "Tokens that the model was sent, on a turn's assistant message.",
      "completionTokens": "Tokens that the model generated, on a turn's assistant message.",
      "totalTokens": "Both together, as the provider counts.",
      "metadata": "A JSON object of the client's own.",
      "createdAt": "When it was said: for the question of a turn, when the turn started.",
    ]

    package var id: MessageID?
    package var threadId: ThreadID?
    package var turnId: TurnID?
    package var sequence: Sequence?
    package let role: Role
    package let content: String
    package var promptTokens: Int?
    package var completionTokens: Int?
    package var totalTokens: Int?
    package var metadata: FreeObject?
    package let createdAt: Timestamp

    package init(
      id: MessageID?, threadId: ThreadID?, turnId: TurnID?, sequence: Sequence?, role: Role,
      content: String, promptTokens: Int? = nil, completionTokens: Int? = nil,
      totalTokens: Int? = nil, metadata: FreeObject? = nil, createdAt: Timestamp
    ) {
      self.id = id
      self.threadId = threadId
      self.turnId = turnId
      self.sequence = sequence
      self.role = role
      self.content = content
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.totalTokens = totalTokens
      self.metadata = metadata
      self.createdAt = createdAt
    }
  }

  /// Whose message it is.
  package enum Role: String, Codable, CaseIterable, Sendable {
    case system, user, assistant
  }
}

/// The result of the methods that create or show one message.
package struct MessageResult: Payload, Equatable {
  package static let fields = ["message": "The message."]

  package let message: Noun.Message

  package init(_ message: Noun.Message) {
    self.message = message
  }
}

extension Noun.Message {
  static let exampleQuestion = Noun.Message(
    id: MessageID(high: 0x0199_a3f2_8451_7c3e, low: 0xa1b2_c3d4_e5f6_0718),
    threadId: Noun.Thread.example.id, turnId: Noun.Turn.example.id, sequence: Sequence(1),
    role: .user, content: "What is a skein?",
    createdAt: Timestamp(milliseconds: 1_795_284_285_120))

  static let exampleAnswer = Noun.Message(
    id: MessageID(high: 0x0199_a3f2_8451_7c3f, low: 0xb1b2_c3d4_e5f6_0719),
    threadId: Noun.Thread.example.id, turnId: Noun.Turn.example.id, sequence: Sequence(2),
    role: .assistant, content: "A length of yarn, loosely wound.", promptTokens: 34,
    completionTokens: 9, totalTokens: 43, createdAt: Timestamp(milliseconds: 1_795_284_285_120))
}
