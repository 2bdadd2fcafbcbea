/// `history/progressed`
package enum HistoryProgressed: Notification {
  package static let name = "history/progressed"
  package static let summary = """
    How far the import that this connection asked for has come; at most four a second.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "source": "Whose history it is.",
      "done": "Conversations that were read.",
      "total": "Conversations that the source holds.",
      "threads": "Threads that were made or continued so far.",
      "messages": "Messages that were written so far.",
      "skipped": "Conversations and messages that could not be taken so far.",
    ]

    package var source: HistorySource
    package var done: Int
    package var total: Int
    package var threads: Int
    package var messages: Int
    package var skipped: Int

    package init(
      source: HistorySource, done: Int, total: Int, threads: Int = 0, messages: Int = 0,
      skipped: Int = 0
    ) {
      self.source = source
      self.done = done
      self.total = total
      self.threads = threads
      self.messages = messages
      self.skipped = skipped
    }
  }

  package static let example = Params(
    source: .llm, done: 120, total: 214, threads: 119, messages: 872, skipped: 1)
}
