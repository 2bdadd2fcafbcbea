/// `thread/fork`
package enum ThreadFork: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/fork"
  package static let summary = "Copy a thread into a new one, completely or through one message."
  package static let details = """
    The copied messages have new ids, the same sequences and a turnId of null. The output of a \
    running turn is not copied. The fork keeps the title, the model and the system prompt. It is a \
    version of the thread, hidden from lists and searches, until it gets a message, a turn or a \
    title of its own: from then on it is an ordinary thread, and if it still has the title of the \
    first one, a number in parentheses is added to tell them apart.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to copy.",
      "id": "The new thread's id, so that the call can be repeated safely.",
      "throughSequence":
        "The sequence of the last message to copy, 0 for none; all messages by default.",
    ]

    package var threadId: ThreadID
    package var id: ThreadID?
    package var throughSequence: Sequence?

    package init(threadId: ThreadID, id: ThreadID? = nil, throughSequence: Sequence? = nil) {
      self.threadId = threadId
      self.id = id
      self.throughSequence = throughSequence
    }
  }

  package static let example = Example<ThreadFork>(
    Params(threadId: Noun.Thread.example.id, throughSequence: Sequence(2)),
    ThreadResult(
      Noun.Thread(
        id: ThreadID(high: 0x0199_a3f2_9d02_7a11, low: 0x8c3d_5a6b_7e8f_9012), number: 4,
        title: Noun.Thread.example.title, parentThreadId: Noun.Thread.example.id,
        copyOf: Noun.Thread.example.id, messageCount: 2,
        lastMessageAt: Noun.Thread.example.lastMessageAt,
        createdAt: Timestamp(milliseconds: 1_795_284_290_000),
        updatedAt: Timestamp(milliseconds: 1_795_284_290_000))))
}
