/// The limits of the protocol that are the same for all daemons; those that can be set are in
/// `LimitSettings`. Each is a maximum unless its comment says otherwise.
package enum Limits {
  /// One message or one input, in UTF-8 bytes.
  package static let contentBytes = 8 << 20
  /// One model's reply; a longer one ends the turn with finishReason `outputLimit`.
  package static let replyBytes = 8 << 20
  package static let systemPromptBytes = 256 << 10
  /// The description of a task.
  package static let descriptionBytes = 64 << 10
  /// One free JSON object (`metadata`, `preferences`, …), not counting white space.
  package static let freeObjectBytes = 64 << 10
  /// The levels of nesting in a free JSON object.
  package static let freeObjectDepth = 64
  /// All answers of one batch together; answers beyond this are refused.
  package static let batchAnswerBytes = 64 << 20
  /// The size at which a page of a list ends early.
  package static let pageBytes = 4 << 20
  /// The answer of context/get; a larger context is read in pages.
  package static let snapshotBytes = 8 << 20
  /// The values and member names of one message, whose whole text is at most `messageBytes`.
  package static let messageValues = 2_000_000
  /// A request or an answer of at most this size is never refused for lack of memory.
  package static let smallBytes = 64 << 10
  /// The JSON token of a request's id; a longer one is an invalid request.
  package static let idBytes = 1 << 10
  /// The turns that wait on one thread.
  package static let queuedTurnsPerThread = 64
  /// The turns that wait on all threads; beyond this, only a user without a waiting turn may add
  /// one.
  package static let queuedTurns = 1024
  /// The questions of all turns that have not ended, together; a question of at most `smallBytes`
  /// is always accepted.
  package static let turnInputBytes = 256 << 20
  /// How far a watcher may fall behind before it is sent `turn/lagged`.
  package static let watcherBacklogBytes = 1 << 20
  /// How far a reader of events may fall behind before it is sent no more until it has read.
  package static let eventBacklogBytes = 256 << 10
  /// The text of a thread that can be exported in one answer.
  package static let exportBytes = 8 << 20
  /// The text in one page of user/export, which ends with the thing that reaches it.
  package static let exportPageBytes = 4 << 20
  /// One conversation of an imported history; a larger one is skipped.
  package static let importedConversationBytes = 64 << 20
  /// The JSON values and names in one such conversation; one with more is skipped.
  package static let importedConversationValues = 2_000_000
  /// The conversations of one imported history.
  package static let importedConversations = 500_000
  /// The rows in one table of an imported database.
  package static let importedRows = 2_000_000
  /// One row of such a table.
  package static let importedRowBytes = 128 << 20
  /// One JSON file of an imported history.
  package static let importedFileBytes = 4 << 30
  /// The JSON files in an imported directory.
  package static let importedFiles = 1000
  /// The time for one step of reading a history: one conversation, or one scan of a table.
  package static let importStepSeconds = 120.0
  /// The branches of one conversation that are imported, including the one that the source shows.
  package static let importedBranches = 64
  /// The threads, and the skipped things, that the answer of an import names.
  package static let importedNames = 20
  /// The shortest time between two progress notifications of an import.
  package static let importProgressMs = 250
  /// The shortest time between two progress notifications of a search that waits for the index.
  package static let searchProgressMs = 250
  /// The query of a search, in Unicode scalars.
  package static let queryLength = 1024
  /// The words and phrases of one search.
  package static let searchTerms = 64
  /// The snippet of a search result, in Unicode scalars, without the marks.
  package static let snippetLength = 240
  /// The things that are answered for one name.
  package static let namedThings = 20
  /// The things with similar titles that are answered when a name matches nothing.
  package static let similarThings = 5

  /// How long thread/create and thread/update wait for the providers' lists of models, to check
  /// that the model exists.
  package static let modelSearchSeconds = 5.0
  /// The models of one provider that are remembered; a provider with more accepts any name.
  package static let listedModels = 10_000
  /// The groups in one answer of usage/summary.
  package static let usageGroups = 1000
}
