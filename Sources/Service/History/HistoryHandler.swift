import Dispatch
import Store
import Wire

extension HistoryImport: TurnHandler {
  /// Reads a file for as long as it takes, on a thread of its own; only one import runs at a time.
  /// The import ends when it is cancelled or its client is gone, and the next one continues from
  /// there.
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>) {
    guard session.owner.isOperator else {
      answer.fail(Fault.forbidden("Only an operator may import a file of the daemon's machine."))
      return
    }
    let daemon = session.daemon
    guard daemon.imports.begin() else {
      answer.fail(
        Fault.overloaded("Another import is running; call again later.", retryAfterMs: 1000))
      return
    }
    answer.call.park()
    session.afterWrites { release in
      DispatchQueue.global().async {
        defer { release() }
        let result = Swift.Result {
          let isCancelled = { @Sendable in answer.call.isCancelled || session.over.isOver }
          let history = try daemon.store.history(
            params.source, at: params.path, isCancelled: isCancelled)
          var run = HistoryRun(history, session, isCancelled)
          return try run.finish()
        }
        // Before the answer, because a client that has it may start the next import.
        daemon.imports.end()
        switch result {
        case .success(let counts): answer.succeed(counts)
        case .failure(let error): answer.fail(error)
        }
      }
    }
  }
}
