import Dispatch
import Store
import Wire

extension HistoryImport: TurnHandler {
  /// Reads a file for as long as it takes: on a thread of its own, one import at a time. It ends when
  /// it is cancelled, and when its client is gone, for whom it counts: the next one goes on.
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>) {
    guard session.owner.isOperator else {
      answer.fail(Fault.forbidden("Only an operator may import a file of the daemon's machine."))
      return
    }
    let daemon = session.daemon
    guard daemon.imports.begin() else {
      answer.fail(Fault.overloaded("An import runs already; call again.", retryAfterMs: 1000))
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
        // Before the answer: who has it may send the next.
        daemon.imports.end()
        switch result {
        case .success(let counts): answer.succeed(counts)
        case .failure(let error): answer.fail(error)
        }
      }
    }
  }
}
