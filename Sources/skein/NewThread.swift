import Client
import Wire

/// A thread that is made before its first question, because that cannot name it.
struct NewThread {
  private let thread: Noun.Thread

  /// Makes it, and has the turn run in it; what the model is told is the thread's from now on.
  init(_ title: Title, for turn: inout TurnRequest, on connection: Connection) throws {
    let params = ThreadCreate.Params(
      title: title, model: turn.model, systemPrompt: turn.systemPrompt)
    thread = try connection.call(ThreadCreate.self, params).thread
    (turn.threadId, turn.systemPrompt) = (thread.id, nil)
  }

  /// Takes it back, where nothing was asked in it. What keeps it there is worth a note, and less
  /// than what went wrong before.
  func remove(_ session: Session) {
    do {
      let soon = Deadline.after(milliseconds: 1000)
      guard let connection = try session.dialer.connectIfRunning(until: soon) else { return }
      let params = ThreadGet.Params(threadId: thread.id)
      guard try connection.call(ThreadGet.self, params).thread.messageCount == 0 else { return }
      _ = try connection.call(
        ThreadDelete.self, ThreadDelete.Params(threadId: thread.id, permanent: true))
    } catch {
      session.tell("\(thread.subject) was made for it: skein thread rm \(thread.reference)")
    }
  }
}
