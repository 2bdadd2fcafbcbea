import JSON
import Store
import Synchronization
import Wire

extension Session {
  /// Finds the model that a name means. `then` runs once: at once where the lists that are known
  /// tell it, else when the providers have answered or the call was cancelled.
  func chooseModel(
    _ name: ModelName?, for call: Call,
    then: @escaping @Sendable (Result<ModelDirectory.Choice, any Error>) -> Void
  ) {
    let models = daemon.models
    let inquiry: ModelDirectory.Inquiry
    do {
      return then(.success(try models.choose(name, for: owner.key, mustKnow: true)))
    } catch let asked as ModelDirectory.Inquiry {
      inquiry = asked
    } catch {
      return then(.failure(error))
    }
    call.park()
    let isOver = Mutex(false)
    let end: @Sendable () -> Bool = {
      isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
    }
    let leave = models.ask(inquiry, for: owner.key, of: owned) { result in
      if end() { then(result.map(\.choice).mapError { $0 as any Error }) }
    }
    call.onCancel {
      guard end() else { return }
      leave()
      then(.failure(Fault.cancelled()))
    }
  }
}

/// A write that names a model, which is judged by the lists that are known: what no provider has is
/// not kept. It never waits for a list, because what its connection sends next must see it written;
/// one that is not known is asked for beside it, and a question looks again.
protocol ModelNamingHandler: WriteHandler {
  static func model(in params: Params) -> ModelName?
}

extension ModelNamingHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      if let name = model(in: params) {
        do {
          _ = try session.daemon.models.choose(name, for: session.owner.key, mustKnow: true)
        } catch let inquiry as ModelDirectory.Inquiry {
          _ = session.daemon.models.ask(inquiry, for: session.owner.key, of: session.owned) { _ in }
        } catch {
          return call.fail(Fault(error, of: call.method, log: session.daemon.log))
        }
      }
      session.write(call) { changes in
        try Output.encode(try handle(params, in: changes, of: session.daemon))
      }
    }
  }
}
