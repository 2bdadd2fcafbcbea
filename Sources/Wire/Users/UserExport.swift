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
  ]

  package var version = Self.currentVersion
  package let user: Noun.User
  package var accounts: [Noun.Account] = []
  package var sessions: [Noun.Session] = []
  package var threads: [ExportedThread] = []
  package var tasks: [Noun.Task] = []
  package var contexts: [ExportedContext] = []

  package init(of user: Noun.User) {
    self.user = user
  }

  /// A thread with all that is in it.
  package struct ExportedThread: NamedPayload, Equatable {
    package static let typeName = "ExportedThread"
    package static let fields = [
      "thread": "The thread.",
      "messages": "Its messages in sequence.",
      "turns": """
      Its turns in the order in which they were asked; their words are null where the messages \
      have them.
      """,
    ]

    package let thread: Noun.Thread
    package let messages: [Noun.Message]
    package let turns: [Noun.Turn]

    package init(thread: Noun.Thread, messages: [Noun.Message], turns: [Noun.Turn]) {
      self.thread = thread
      self.messages = messages
      self.turns = turns
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
}

/// `user/export`
package enum UserExport: Method {
  package typealias Runs = Scan
  package typealias Params = NoParams
  package static let name = "user/export"
  package static let summary = "Write everything that you own into one document."
  package static let details = """
    What is deleted softly or archived is in it; secrets, tokens and events are not. More than \
    8 MiB is answered with limit: then thread/list with includeDeleted and thread/export, \
    message/list, turn/list, task/list and context/list with context/get give the same in pages.
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
    return document
  }()
}
