import Dispatch
import Store
import Wire

extension HistoryImport: TurnHandler {
  /// Reads a file for as long as it takes: on a thread of its own, one import at a time.
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
          let history = try daemon.store.history(params.source, at: params.path)
          var run = HistoryRun(history, session, answer.call)
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
