/// `history/progressed`
package enum HistoryProgressed: Notification {
  package static let name = "history/progressed"
  package static let summary = """
    The progress of the import that this connection started; at most four a second.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "source": "The program that the history comes from.",
      "done": "How many conversations were read so far.",
      "total": "How many conversations the source holds.",
      "threads": "How many threads were created or continued so far.",
      "messages": "How many messages were written so far.",
      "skipped":
        "How many conversations, branches and messages could not be imported so far.",
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
