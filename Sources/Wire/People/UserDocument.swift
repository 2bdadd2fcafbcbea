/// Everything that one user owns, as user/export writes it.
package struct UserDocument: NamedPayload, Equatable {
  package static let typeName = "UserDocument"
  /// Raised when a program that reads the old version would misread the new one.
  package static let currentVersion = 1
  package static let fields = [
    "version": "The version of this format: 1.",
    "user": "The user.",
    "accounts": "The user's accounts, without their secrets.",
    "sessions": "The user's sessions, without their tokens.",
    "threads": "All threads, including deleted ones, in the order in which they were made.",
    "tasks":
      "All tasks, including archived and deleted ones, in the order in which they were made.",
    "contexts": "All contexts, including deleted ones, in the order in which they were made.",
    "usage": """
    What each ended turn used, including ephemeral turns and those of permanently deleted threads, \
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

  /// Adds the next part. A thread that it begins with may be the one that this one ends with.
  package mutating func append(_ part: UserDocument) {
    accounts += part.accounts
    sessions += part.sessions
    var more = part.threads[...]
    if let last = threads.last, let first = more.first, first.thread.id == last.thread.id {
      more.removeFirst()
      threads[threads.count - 1] = ExportedThread(
        thread: first.thread, messages: last.messages + first.messages,
        turns: last.turns + first.turns)
    }
    threads += more
    tasks += part.tasks
    contexts += part.contexts
    usage += part.usage
  }

  /// A thread with its messages and turns.
  package struct ExportedThread: NamedPayload, Equatable {
    package static let typeName = "ExportedThread"
    package static let fields = [
      "thread": "The thread.",
      "messages": "Its messages in sequence.",
      "turns": "Its turns in the order in which they were made.",
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

  /// A turn with the settings of its request.
  package struct ExportedTurn: NamedPayload, Equatable {
    package static let typeName = "ExportedTurn"
    package static let fields = [
      "turn": "The turn; its texts are null if its messages have them.",
      "systemPrompt": "The system prompt of this turn alone; null if it used its thread's.",
      "metadata":
        "The metadata for its question's message; null once the messages are written.",
      "options": "The options that it set itself.",
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

  /// A context with its actions and previews; its thread is among the threads.
  package struct ExportedContext: NamedPayload, Equatable {
    package static let typeName = "ExportedContext"
    package static let fields = [
      "context": "The context.",
      "actions": "Its actions in the order in which they were made.",
      "previews": "Its previews, the newest first.",
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
  /// What one turn used, from the usage records, which are kept when the turn is deleted.
  package struct ExportedUsage: NamedPayload, Equatable {
    package static let typeName = "ExportedUsage"
    package static let fields = [
      "threadId":
        "The turn's thread, which may be deleted permanently; null for an ephemeral turn.",
      "model": "The requested model, as provider/name.",
      "status": "How the turn ended.",
      "promptTokens": "Tokens that the model was sent, as the provider counts.",
      "completionTokens": "Tokens that the model generated.",
      "totalTokens": "The sum of both.",
      "reasoningTokens": "The part of completionTokens that was reasoning.",
      "cost": "Its cost at the price of its model; null without a price or without tokens.",
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
