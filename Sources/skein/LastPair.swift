import Client
import Wire

/// A thread's last question with everything after it.
struct LastPair {
  private let thread: ThreadID
  /// The question's place in the thread.
  let sequence: Int
  let question: String

  init(of thread: ThreadID, on connection: Connection) throws {
    var found: Noun.Message?
    let params = MessageList.Params(threadId: thread, limit: PageLimit(2), order: .descending)
    try connection.pages(MessageList.self, params, cursor: \.cursor) { page, _ in
      found = page.data.first { $0.role == .user }
      return found == nil
    }
    guard let found, let sequence = found.sequence?.number else {
      throw ClientError.usage("Nothing has been asked in this thread.")
    }
    (self.thread, self.sequence, question) = (thread, sequence, found.content)
  }

  /// Answers the method's result as it came.
  func takeBack(on connection: Connection, _ console: Console) throws -> [UInt8] {
    let params = ThreadRevert.Params(threadId: thread, throughSequence: Sequence(sequence - 1))
    let json = try connection.callRaw(ThreadRevert.self, params)
    let result = try TypedJSON.read(json, ThreadRevert.Result.self, of: ThreadRevert.name)
    if let fork = result.fork {
      let number = fork.reference
      console.note("The thread as it was is version \(number): skein thread show \(number)")
    }
    return json
  }
}
