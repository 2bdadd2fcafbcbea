/// Every bound of the protocol that is the same for all daemons; what can be set is in `LimitSettings`.
package enum Limits {
  /// One message's or one input's UTF-8 bytes.
  package static let contentBytes = 8 << 20
  /// What one model reply may hold; then the turn ends with finishReason `outputLimit`.
  package static let replyBytes = 8 << 20
  package static let systemPromptBytes = 256 << 10
  /// A task's description.
  package static let descriptionBytes = 64 << 10
  /// One free JSON object (`metadata`, `preferences`, …), white space aside.
  package static let freeObjectBytes = 64 << 10
  /// How deep a free JSON object may nest.
  package static let freeObjectDepth = 64
  /// What the answers of one batch may hold together; the rest of them is refused.
  package static let batchAnswerBytes = 64 << 20
  /// A page of a list ends early here.
  package static let pageBytes = 4 << 20
  /// A context with what was asked for; a larger one is read in pages.
  package static let snapshotBytes = 8 << 20
  /// Values and member names of one message, the text of all of them being `messageBytes` at most.
  package static let messageValues = 2_000_000
  /// A request or an answer of so much is never refused for want of memory.
  package static let smallBytes = 64 << 10
  /// An id's token; longer ones are an invalid request.
  package static let idBytes = 1 << 10
  /// Turns waiting on one thread.
  package static let queuedTurnsPerThread = 64
  /// Turns waiting in all; beyond it a user who has none waiting may have one.
  package static let queuedTurns = 1024
  /// What the questions of all turns that have not ended may hold together; one of `smallBytes` or less
  /// is taken all the same.
  package static let turnInputBytes = 256 << 20
  /// How far a watcher may fall behind before it is told `turn/lagged`.
  package static let watcherBacklogBytes = 1 << 20
  /// How far a reader of events may fall behind before it is sent no more until it has read.
  package static let eventBacklogBytes = 256 << 10
  /// How much text a thread may have to be exported in one answer.
  package static let exportBytes = 8 << 20
  /// One conversation of a history that is imported; a larger one is skipped.
  package static let importedConversationBytes = 64 << 20
  /// JSON values and names in one such conversation; one with more is skipped.
  package static let importedConversationValues = 2_000_000
  /// Conversations in all of one history.
  package static let importedConversations = 500_000
  /// Rows of one table of a database that is imported.
  package static let importedRows = 2_000_000
  /// One row of it.
  package static let importedRowBytes = 128 << 20
  /// One file of JSON that is imported.
  package static let importedFileBytes = 4 << 30
  /// Such files of one directory.
  package static let importedFiles = 1000
  /// How long one step of reading a history may take: a conversation, or a look through a table.
  package static let importStepSeconds = 120.0
  /// How many branches of one conversation are imported, the one that it shows among them.
  package static let importedBranches = 64
  /// Threads, and things that were skipped, that the answer of an import names.
  package static let importedNames = 20
  /// How often an import says how far it is, at most.
  package static let importProgressMs = 250
  /// How often a search that waits for the index says how far that is, at most.
  package static let searchProgressMs = 250
  /// What a search may ask for, in Unicode scalars.
  package static let queryLength = 1024
  /// Words and phrases of one search.
  package static let searchTerms = 64
  /// What a search shows of a text, in Unicode scalars, beside the marks.
  package static let snippetLength = 240
  /// Things that a name may be found to mean.
  package static let namedThings = 20

  /// How long thread/create and thread/update wait for the lists of providers that are to tell whether
  /// there is a model.
  package static let modelSearchSeconds = 5.0
  /// Models of one provider that are remembered; with more, it takes any name.
  package static let listedModels = 10_000
  /// Groups of one answer of usage/summary.
  package static let usageGroups = 1000
}

/// The bounds that the configuration may move, as `server/info.limits` shows them.
package struct LimitSettings: NamedPayload, Equatable {
  package static let typeName = "Limits"
  package static let fields = [
    "messageBytes":
      "One message (a line or a framed body); a longer one is answered once and dropped.",
    "batchEntries": "Entries of one batch.",
    "connections": "Connections at once; one more gets one error line and is closed.",
    "requestsInFlight": "Unanswered requests of one connection; then reading pauses.",
    "unreadBytes":
      "Output a client has not read; then reading its requests pauses, and its scans wait.",
    "unreadBytesClose":
      "Notifications a client has not read; then it is disconnected. Answers wait.",
    "stalledSeconds": "No progress for so long while more than unreadBytes waits: disconnected.",
    "bufferedBytes":
      "What all clients have sent and not been answered, or not read, together; one connection may "
      + "hold as much of it as is free, and what is larger is refused as overloaded.",
    "runningTurns": "Turns that run at once, over all threads.",
    "eventsKept": "Events of a user that are kept, the newest; older ones go, a few at a time.",
    "eventDays": "How many days an event is kept.",
  ]

  package var messageBytes: Int
  package var batchEntries: Int
  package var connections: Int
  package var requestsInFlight: Int
  package var unreadBytes: Int
  package var unreadBytesClose: Int
  package var stalledSeconds: Int
  package var bufferedBytes: Int
  package var runningTurns: Int
  package var eventsKept: Int
  package var eventDays: Int

  package init(
    messageBytes: Int = 16 << 20, batchEntries: Int = 1000, connections: Int = 1024,
    requestsInFlight: Int = 256, unreadBytes: Int = 1 << 20, unreadBytesClose: Int = 8 << 20,
    stalledSeconds: Int = 60, bufferedBytes: Int = 256 << 20, runningTurns: Int = 16,
    eventsKept: Int = 100_000, eventDays: Int = 30
  ) {
    self.messageBytes = messageBytes
    self.batchEntries = batchEntries
    self.connections = connections
    self.requestsInFlight = requestsInFlight
    self.unreadBytes = unreadBytes
    self.unreadBytesClose = unreadBytesClose
    self.stalledSeconds = stalledSeconds
    self.bufferedBytes = bufferedBytes
    self.runningTurns = runningTurns
    self.eventsKept = eventsKept
    self.eventDays = eventDays
  }
}
