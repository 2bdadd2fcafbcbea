import JSON
import Wire

/// The numbers of the limits, read from where the code reads them.
enum RawLimits {
  /// A bound that no configuration moves.
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
      summary: "A message's content, and a turn's input."),
    Fixed(
      name: "reply", value: size(Limits.replyBytes),
      summary: "What a model says in one turn, which then ends with finishReason outputLimit."),
    Fixed(
      name: "systemPrompt", value: size(Limits.systemPromptBytes), summary: "A system prompt."),
    Fixed(
      name: "free object", value: size(Limits.freeObjectBytes),
      summary: "Each object of your own members, white space aside; "
        + "\(Limits.freeObjectDepth) levels deep."),
    Fixed(
      name: "page", value: size(Limits.pageBytes),
      summary: "A page of a list ends when it holds so much."),
    Fixed(
      name: "batch answer", value: size(Limits.batchAnswerBytes),
      summary: "What the answers of one batch hold together; each further one is a limit error."),
    Fixed(name: "id", value: size(Limits.idBytes), summary: "The id of a request."),
    Fixed(
      name: "values", value: "\(Limits.messageValues)",
      summary: "Values and member names of one message; with more it is a parse error."),
    Fixed(
      name: "small", value: size(Limits.smallBytes),
      summary: "A request or an answer that is never refused for want of memory."),
    Fixed(
      name: "depth", value: "\(Document.depthLimit)",
      summary: "Arrays and objects inside each other."),
    Fixed(
      name: "queue", value: "\(Limits.queuedTurnsPerThread)",
      summary: "Turns that wait on one thread; \(Limits.queuedTurns) in all, whose questions hold "
        + "\(size(Limits.turnInputBytes)) together."),
    Fixed(
      name: "backlog", value: size(Limits.watcherBacklogBytes),
      summary: "How far a watcher of a turn may fall behind before turn/lagged."),
    Fixed(
      name: "events", value: size(Limits.eventBacklogBytes),
      summary: "How far a reader of events may fall behind; then none come until it has read."),
    Fixed(
      name: "export", value: size(Limits.exportBytes),
      summary: "The text of a thread that thread/export writes down."),
    Fixed(
      name: "query", value: "\(Limits.queryLength)",
      summary: "Characters of a search, in \(Limits.searchTerms) words and phrases at most."),
    Fixed(
      name: "snippet", value: "\(Limits.snippetLength)",
      summary: "Characters that a search shows of a text, beside the marks."),
    Fixed(
      name: "names", value: "\(Limits.namedThings)",
      summary: "Things that a name is found to mean in one answer of thread/find and its like; "
        + "\(Limits.similarThings) that are like it where it means none."),
    Fixed(
      name: "usage groups", value: "\(Limits.usageGroups)",
      summary: "Groups in one answer of usage/summary."),
    Fixed(
      name: "import", value: "\(Limits.importedConversations)",
      summary: "Conversations of one history. A file of JSON has at most "
        + "\(size(Limits.importedFileBytes)), a directory \(Limits.importedFiles) such files, a "
        + "database \(Limits.importedRows) rows in a table and \(size(Limits.importedRowBytes)) in "
        + "a row; a conversation with more than \(size(Limits.importedConversationBytes)) or "
        + "\(Limits.importedConversationValues) JSON values is skipped, and of one "
        + "\(Limits.importedBranches) branches come. The answer names \(Limits.importedNames) "
        + "threads and as many things that were skipped. No step of reading takes more than "
        + "\(Int(Limits.importStepSeconds)) s."),
  ]
}
