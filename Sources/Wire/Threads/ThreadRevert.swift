/// `thread/revert`
package enum ThreadRevert: Method {
  package typealias Runs = Write
  package static let name = "thread/revert"
  package static let summary = "Take back what a thread's last messages said; a copy keeps them."
  package static let details = """
    The whole thread is copied first, then everything after throughSequence leaves it. The copy is \
    a version of the thread, out of lists and searches, until something is asked or written in it \
    or it is given a title: from then on it is a thread of its own, and where it still has the \
    thread's title a number in parentheses tells them apart. When there is nothing after it, nothing is copied and fork is null, so the call may \
    be repeated. While a turn of the thread runs or waits, the answer is busy: cancel it first. \
    Turns whose messages were taken back keep their status and their usage, and have their words \
    themselves: turn/get shows them as before, but messageIds names only what still stands in the \
    thread. Their questions are taken back, as are those without an answer that stood after a \
    message that is gone: withdrawnAt says so.
    """
  package static let faults: [Fault.Kind] = [.notFound, .busy]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to shorten.",
      "throughSequence": "The last message that stays; 0 for none.",
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
      "fork": "The copy of how it was; null when nothing was taken back.",
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
