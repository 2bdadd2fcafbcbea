/// What kept a history before skein did.
package enum HistorySource: String, Codable, CaseIterable, Sendable {
  /// The `logs.db` of the command `llm`, of every version since 0.5.
  case llm
  /// The `conversations.json` of ChatGPT's data export.
  case chatgpt
  /// The `conversations.json` of Claude's data export.
  case claude
}

/// `history/import`
package enum HistoryImport: Method {
  package typealias Runs = Turn
  package static let name = "history/import"
  package static let summary = "Bring in what another program has kept. For operators."
  package static let details = """
    The source is only read. Each conversation becomes a thread of the caller's, the one with the \
    latest activity last, with its words, roles, times, model, system prompt and tokens; \
    importedFrom {source, conversationId, messageId, …} in each message's metadata says where it \
    comes from and what it had besides text. It stands in lists by the time of its last activity, \
    and has a model only where the configuration or a provider's list names it. Other branches of a \
    conversation are versions of its thread where they begin as it does. What was imported before is not imported again: a \
    conversation that has grown since is continued, in a fork if its thread was continued here as \
    well. Cancelling ends it, and so does the client's end: what was written stays, and the next import goes \
    on from there. The answer names the first threads that it made or continued, and the first \
    things that it could not take, 20 of each. It takes up to 500,000 conversations of 64 MiB and 2,000,000 JSON values each, \
    from JSON files of up to 4 GiB, at most 1,000 of a directory, or from a database with up to \
    2,000,000 rows in a table; a conversation that is larger is skipped. What is over another bound, \
    or reads for more than 120 s without coming to the next conversation, ends it with limit.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .limit]

  package struct Params: Payload {
    package static let fields = [
      "source": "Whose history it is.",
      "path": """
      Where it is on the daemon's machine, an absolute path: llm's logs.db; ChatGPT's or Claude's \
      conversations.json, or the unzipped directory with it.
      """,
    ]

    package var source: HistorySource
    package var path: FilePath

    package init(source: HistorySource, path: FilePath) {
      self.source = source
      self.path = path
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "threads": "Threads that were made or continued.",
      "messages": "Messages that were written.",
      "skipped": """
      Conversations, branches and messages of the source that could not be taken: broken, empty, \
      missing or of an unknown kind.
      """,
      "firstThreads": "The first 20 of the threads.",
      "firstSkipped": "The first 20 places where something could not be taken, and why.",
    ]

    package var threads: Int
    package var messages: Int
    package var skipped: Int
    package var firstThreads: [HistoryThread]
    package var firstSkipped: [HistorySkip]

    package init(
      threads: Int = 0, messages: Int = 0, skipped: Int = 0, firstThreads: [HistoryThread] = [],
      firstSkipped: [HistorySkip] = []
    ) {
      self.threads = threads
      self.messages = messages
      self.skipped = skipped
      self.firstThreads = firstThreads
      self.firstSkipped = firstSkipped
    }
  }

  package static let example = Example<HistoryImport>(
    Params(source: .llm, path: FilePath(trusted: "/home/ada/.config/io.datasette.llm/logs.db")),
    Result(
      threads: 214, messages: 1630, skipped: 1, firstThreads: [.example],
      firstSkipped: [.example]))
}
