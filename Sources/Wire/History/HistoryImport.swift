/// The program that a history comes from.
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
  package static let summary = "Import the conversations of another program. For operators."
  package static let details = """
    The source is only read. Each conversation becomes a thread of the caller, with its texts, \
    roles, times, model, system prompt and tokens; the conversation with the latest activity is \
    imported last. In the metadata of each message, importedFrom {source, conversationId, \
    messageId, …} says where it comes from and what it had besides text. Lists sort the thread by \
    the time of its last activity. It has a model only if the configuration or a provider's list \
    names that model. Other branches of a conversation become versions of its thread, if they \
    begin as it does. A conversation that was imported before is not imported again: if it has \
    grown since, its thread is continued, in a fork if the thread was continued here as well. The \
    import stops when the call is cancelled or the client disconnects: what was written stays, \
    and the next import goes on from there. The answer names the first 20 threads that were \
    created or continued, and the first 20 things that were skipped. An import takes up to \
    500,000 conversations of at most 64 MiB and 2,000,000 JSON values each, from JSON files of up \
    to 4 GiB, at most 1,000 of a directory, or from a database with up to 2,000,000 rows in a \
    table. A larger conversation is skipped. A source that exceeds another bound, or that is read \
    for more than 120 s without reaching the next conversation, ends the import with limit.
    """
  package static let faults: [Fault.Kind] = [.forbidden, .limit]

  package struct Params: Payload {
    package static let fields = [
      "source": "The program that the history comes from.",
      "path": """
      The absolute path of the history on the daemon's machine: llm's logs.db; ChatGPT's or \
      Claude's conversations.json, or the unzipped directory that holds it.
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
      "threads": "How many threads were created or continued.",
      "messages": "How many messages were written.",
      "skipped": """
      How many conversations, branches and messages of the source could not be imported: damaged, \
      empty, missing or of an unknown kind.
      """,
      "firstThreads": "The first 20 of the threads.",
      "firstSkipped": "The first 20 things that could not be imported, and why.",
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
