/// `thread/revert`
package enum ThreadRevert: Method {
  package typealias Runs = Write
  package static let name = "thread/revert"
  package static let summary = "Remove a thread's last messages; a copy of the thread keeps them."
  package static let details = """
    The whole thread is copied first; then all messages after throughSequence are removed. The copy \
    is a version of the thread, hidden from lists and searches, until it gets a message, a turn or a \
    title of its own: from then on it is an ordinary thread, and if it still has the title of the \
    first one, a number in parentheses is added to tell them apart. If there are none, nothing is copied and fork is \
    null, so the call can be repeated. While a turn of the thread runs or waits, the answer is \
    busy: cancel the turn first. Turns whose messages are removed keep their status, usage and \
    texts: turn/get shows them as before, but messageIds names only messages that are still in the \
    thread. Their questions are withdrawn, and so are questions without an answer that came after \
    a removed message: withdrawnAt gives the time.
    """
  package static let faults: [Fault.Kind] = [.notFound, .busy]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to shorten.",
      "throughSequence": "The sequence of the last message to keep; 0 for none.",
    ]

    package var threadId: ThreadID
    package var throughSequence: Sequence

    package init(threadId: ThreadID, throughSequence: Sequence) {
      self.threadId = threadId
      self.throughSequence = throughSequence
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "thread": "The thread as it is now.",
      "fork": "The copy of the thread before; null if no message was removed.",
    ]

    package let thread: Noun.Thread
    package let fork: Noun.Thread?

    package init(thread: Noun.Thread, fork: Noun.Thread?) {
      self.thread = thread
      self.fork = fork
    }
  }

  package static let example = Example<ThreadRevert>(
    Params(threadId: Noun.Thread.example.id, throughSequence: Sequence(2)),
    Result(
      thread: .example,
      fork: Noun.Thread(
        id: ThreadID(high: 0x0199_a3f2_9d02_7a11, low: 0x8c3d_5a6b_7e8f_9012), number: 4,
        title: Noun.Thread.example.title, parentThreadId: Noun.Thread.example.id,
        copyOf: Noun.Thread.example.id, messageCount: 4,
        lastMessageAt: Timestamp(milliseconds: 1_795_284_289_400),
        createdAt: Timestamp(milliseconds: 1_795_284_290_000),
        updatedAt: Timestamp(milliseconds: 1_795_284_290_000))))
}
