/// Everything that one user owns, outside of the daemon.
package struct UserDocument: NamedPayload, Equatable {
  package static let typeName = "UserDocument"
  /// Raised when a reader of the last one would misread it.
  package static let currentVersion = 1
  package static let fields = [
    "version": "The version of this form: 1.",
    "user": "The user.",
    "accounts": "How the user is known elsewhere; without secrets.",
    "sessions": "The tokens that were made, without the tokens.",
    "threads": "All threads, deleted ones too, in the order in which they were made.",
    "tasks": "All tasks, archived and deleted ones too, in the order in which they were made.",
    "contexts": "All contexts, deleted ones too, in the order in which they were made.",
    "usage": """
    What each turn that has ended used, ephemeral ones and those of threads deleted for good too, \
    in the order in which they were counted.
    """,
  ]

  package var version = Self.currentVersion
  package let user: Noun.User
  package var accounts: [Noun.Account] = []
  package var sessions: [Noun.Session] = []
  package var threads: [ExportedThread] = []
  package var tasks: [Noun.Task] = []
  package var contexts: [ExportedContext] = []
  package var usage: [ExportedUsage] = []

  package init(of user: Noun.User) {
    self.user = user
  }

  /// A thread with all that is in it.
  package struct ExportedThread: NamedPayload, Equatable {
    package static let typeName = "ExportedThread"
    package static let fields = [
      "thread": "The thread.",
      "messages": "Its messages in sequence.",
      "turns": "Its turns in the order in which they were asked.",
    ]

    package let thread: Noun.Thread
    package let messages: [Noun.Message]
    package let turns: [ExportedTurn]

    package init(thread: Noun.Thread, messages: [Noun.Message], turns: [ExportedTurn]) {
      self.thread = thread
      self.messages = messages
      self.turns = turns
    }
  }

  /// A turn with what it asked beside its words.
  package struct ExportedTurn: NamedPayload, Equatable {
    package static let typeName = "ExportedTurn"
    package static let fields = [
      "turn": "The turn; its words are null where the messages have them.",
      "systemPrompt": "The one that held for this turn alone; null when it had its thread's.",
      "metadata": "What its question is to have as metadata; null once the messages are written.",
      "options": "What else it asked of the model.",
    ]

    package let turn: Noun.Turn
    package let systemPrompt: SystemPrompt?
    package let metadata: FreeObject?
    package let options: TurnOptions?

    package init(
      turn: Noun.Turn, systemPrompt: SystemPrompt?, metadata: FreeObject?, options: TurnOptions?
    ) {
      self.turn = turn
      self.systemPrompt = systemPrompt
      self.metadata = metadata
      self.options = options
    }
  }

  /// A context with all that is in it but its thread, which stands among the threads.
  package struct ExportedContext: NamedPayload, Equatable {
    package static let typeName = "ExportedContext"
    package static let fields = [
      "context": "The context.",
      "actions": "Its actions in the order in which they were made.",
      "previews": "Its previews, the last one made first.",
    ]

    package let context: Noun.Context
    package let actions: [Noun.Action]
    package let previews: [Noun.Preview]

    package init(context: Noun.Context, actions: [Noun.Action], previews: [Noun.Preview]) {
      self.context = context
      self.actions = actions
      self.previews = previews
    }
  }
  /// What one turn used, from the ledger that outlives it.
  package struct ExportedUsage: NamedPayload, Equatable {
    package static let typeName = "ExportedUsage"
    package static let fields = [
      "threadId": "The turn's thread, which may be deleted for good; null for an ephemeral turn.",
      "model": "The model that was asked for, as provider/name.",
      "status": "How the turn ended.",
      "promptTokens": "Tokens that the model was sent, as the provider counts.",
      "completionTokens": "Tokens that the model generated.",
      "totalTokens": "Both together.",
      "reasoningTokens": "The part of completionTokens that was reasoning.",
      "cost": "What it cost by its model's price; null without a price or without tokens.",
      "firstTokenMs": "Milliseconds from startedAt to the first token.",
      "totalMs": "Milliseconds from startedAt to endedAt.",
      "endedAt": "When it ended.",
    ]

    package let threadId: ThreadID?
    package let model: ModelName
    package let status: TurnStatus
    package let promptTokens: Int?
    package let completionTokens: Int?
    package let totalTokens: Int?
    package let reasoningTokens: Int?
    package let cost: Double?
    package let firstTokenMs: Int?
    package let totalMs: Int?
    package let endedAt: Timestamp

    package init(
      threadId: ThreadID?, model: ModelName, status: TurnStatus, promptTokens: Int?,
      completionTokens: Int?, totalTokens: Int?, reasoningTokens: Int?, cost: Double?,
      firstTokenMs: Int?, totalMs: Int?, endedAt: Timestamp
    ) {
      self.threadId = threadId
      self.model = model
      self.status = status
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.totalTokens = totalTokens
      self.reasoningTokens = reasoningTokens
      self.cost = cost
      self.firstTokenMs = firstTokenMs
      self.totalMs = totalMs
      self.endedAt = endedAt
    }
  }
}
