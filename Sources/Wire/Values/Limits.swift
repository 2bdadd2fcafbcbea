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
  /// Things that are told of where a name means nothing and their titles are like it.
  package static let similarThings = 5

  /// How long thread/create and thread/update wait for the lists of providers that are to tell whether
  /// there is a model.
  package static let modelSearchSeconds = 5.0
  /// Models of one provider that are remembered; with more, it takes any name.
  package static let listedModels = 10_000
  /// Groups of one answer of usage/summary.
  package static let usageGroups = 1000
}
