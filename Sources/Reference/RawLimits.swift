import JSON
import Wire

/// The values of the limits, taken from the constants that the code uses.
enum RawLimits {
  /// A limit that the configuration cannot change.
  struct Fixed {
    let name: String
    let value: String
    let summary: String
  }

  static func defaults() throws -> [String: Int] {
    try RawJSON(encoding: LimitSettings()).value().decode([String: Int].self)
  }

  static let fixed = [
    Fixed(
      name: "content", value: size(Limits.contentBytes),
      summary: "The content of a message, and the input of a turn."),
    Fixed(
      name: "reply", value: size(Limits.replyBytes),
      summary: "The output of a model in one turn, which then ends with finishReason outputLimit."),
    Fixed(
      name: "systemPrompt", value: size(Limits.systemPromptBytes), summary: "A system prompt."),
    Fixed(
      name: "free object", value: size(Limits.freeObjectBytes),
      summary: "Each JSON object whose members you choose, not counting white space; it may have "
        + "\(Limits.freeObjectDepth) levels."),
    Fixed(
      name: "page", value: size(Limits.pageBytes),
      summary: "The size at which a page of a list ends early."),
    Fixed(
      name: "batch answer", value: size(Limits.batchAnswerBytes),
      summary: "All answers of one batch together; each further one is a limit error."),
    Fixed(name: "id", value: size(Limits.idBytes), summary: "The id of a request."),
    Fixed(
      name: "values", value: "\(Limits.messageValues)",
      summary: "The values and member names of one message; more are a parse error."),
    Fixed(
      name: "small", value: size(Limits.smallBytes),
      summary: "A request or an answer up to this size is never refused for lack of memory."),
    Fixed(
      name: "depth", value: "\(Document.depthLimit)",
      summary: "The levels of arrays and objects in one message."),
    Fixed(
      name: "queue", value: "\(Limits.queuedTurnsPerThread)",
      summary:
        "The turns that wait on one thread. On all threads together \(Limits.queuedTurns) may "
        + "wait, and the questions of unfinished turns may have "
        + "\(size(Limits.turnInputBytes)) together."),
    Fixed(
      name: "backlog", value: size(Limits.watcherBacklogBytes),
      summary: "How far a watcher of a turn may fall behind before it is sent turn/lagged."),
    Fixed(
      name: "events", value: size(Limits.eventBacklogBytes),
      summary:
        "How far a reader of events may fall behind; then no more are sent until it has read."),
    Fixed(
      name: "export", value: size(Limits.exportBytes),
      summary:
        "The text of a thread that thread/export can export, and of all that user/export gives "
        + "in one answer; its parts have about \(size(Limits.exportPageBytes))."),
    Fixed(
      name: "query", value: "\(Limits.queryLength)",
      summary: "The characters of a search, in at most \(Limits.searchTerms) words and phrases."),
    Fixed(
      name: "snippet", value: "\(Limits.snippetLength)",
      summary: "The characters of the snippet of a search result, without the marks."),
    Fixed(
      name: "names", value: "\(Limits.namedThings)",
      summary: "The things in one answer of thread/find, task/find or context/find; "
        + "\(Limits.similarThings) with a similar title if the name matches none."),
    Fixed(
      name: "usage groups", value: "\(Limits.usageGroups)",
      summary: "The groups in one answer of usage/summary."),
    Fixed(
      name: "import", value: "\(Limits.importedConversations)",
      summary: "The conversations of one imported history. A JSON file may have "
        + "\(size(Limits.importedFileBytes)), a directory \(Limits.importedFiles) such files, a "
        + "database \(Limits.importedRows) rows in a table and \(size(Limits.importedRowBytes)) in "
        + "a row; a conversation with more than \(size(Limits.importedConversationBytes)) or "
        + "\(Limits.importedConversationValues) JSON values is skipped, and "
        + "\(Limits.importedBranches) branches of one are imported. The answer names "
        + "\(Limits.importedNames) threads and as many skipped things. One step of reading may take "
        + "\(Int(Limits.importStepSeconds)) s."),
  ]
}
