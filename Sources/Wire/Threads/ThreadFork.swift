/// `thread/fork`
package enum ThreadFork: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/fork"
  package static let summary = "Copy a thread, whole or through one message, into a new one."
  package static let details = """
    The copies have new ids, the same sequences and a turnId of null. What a running turn says is \
    not in it. The fork keeps the title, the model and the system prompt. It is a version of the \
    thread, out of lists and searches, until something is asked or written in it or it is given a \
    title: from then on it is a thread of its own, and where it still has the thread's title a \
    number in parentheses tells them apart.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to copy.",
      "id": "The new thread's id, so that the call can be repeated safely.",
      "throughSequence": "The last message to copy; all unless given, 0 for none.",
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
