/// `thread/fork`
package enum ThreadFork: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/fork"
  package static let summary = "Copy a thread into a new one, completely or through one message."
  package static let details = """
    The copied messages have new ids, the same sequences and a turnId of null. The output of a \
    running turn is not copied. The copy is a thread of its own, which is not deleted with the first \
    one. It keeps the model, the system prompt, the context policy and the options, but not the \
    purpose: it is a conversation. A number in parentheses is added to the title to tell them apart.
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
        title: Title(trusted: "What a skein is (2)"), parentThreadId: Noun.Thread.example.id,
        messageCount: 2,
        lastMessageAt: Noun.Thread.example.lastMessageAt,
        createdAt: Timestamp(milliseconds: 1_795_284_290_000),
        updatedAt: Timestamp(milliseconds: 1_795_284_290_000))))
}
