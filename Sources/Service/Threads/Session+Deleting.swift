import Store
import Turns
import Wire

extension Session {
  /// Ends the turns of a thread, prevents new ones, writes the deletion, then answers; `release`
  /// lets this connection's later reads continue.
  func delete(
    on thread: ThreadID, _ answer: Answer<Done>, _ release: @escaping @Sendable () -> Void,
    _ deletion: @escaping @Sendable (borrowing Changes) throws -> Void
  ) {
    let turns = daemon.turns
    let place = TurnPlace(owner: owner.key, thread: thread)
    turns.quiet(place) { [owned] in
      owned.write(deletion) { result in
        turns.reopen(place)
        switch result {
        case .success: answer.succeed(Done())
        case .failure(let error): answer.fail(error)
        }
        release()
      }
    }
  }
}
