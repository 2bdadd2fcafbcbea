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

/// A write that names a model, which is looked for first: what no provider has is not kept.
protocol ModelNamingHandler: WriteHandler {
  static func model(in params: Params) -> ModelName?
}

extension ModelNamingHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      let write: @Sendable () -> Void = {
        session.write(call) { changes in
          try Output.encode(try handle(params, in: changes, of: session.daemon))
        }
      }
      guard let name = model(in: params) else { return write() }
      // What is read behind it sees what it writes.
      let isFound = session.holdReads()
      session.chooseModel(name, for: call) { result in
        switch result {
        case .success: write()
        case .failure(let error): call.fail(Fault(error, of: call.method, log: session.daemon.log))
        }
        isFound()
      }
    }
  }
}
