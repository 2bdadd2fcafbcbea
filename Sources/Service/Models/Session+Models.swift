import Dispatch
import JSON
import Store
import Wire

extension Session {
  /// Finds the model that a name means. `then` runs once: at once if the known lists decide,
  /// otherwise when the providers have answered, `limit` is over, the call was cancelled or the
  /// client is gone.
  func chooseModel(
    _ name: ModelName?, for call: Call, within limit: Duration? = nil,
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
    let search = ModelSearch(then)
    let leave = models.ask(inquiry, for: owner.key, of: owned, within: limit) { result in
      search.end(result.map(\.choice).mapError { $0 as any Error })
    }
    call.onCancel { search.callOff(leave) }
    let farewell = gone.add { search.callOff(leave) }
    search.whenOver { [gone] in gone.forget(farewell) }
  }

  /// Runs `write` if there is a model of this name; otherwise the call fails with the error of
  /// `model/get`. Later calls of the connection wait, so that they find the write done or refused.
  func write(
    naming name: ModelName, for call: Call, _ write: @escaping @Sendable () -> Void
  ) {
    let models = daemon.models
    do {
      _ = try models.choose(name, for: owner.key, mustKnow: true)
      return write()
    } catch is ModelDirectory.Inquiry {
      // The providers have to be asked.
    } catch {
      return call.fail(Fault(error, of: call.method, log: daemon.log))
    }
    let release = connection?.holdCalls(.ordered)
    // After the writes, because this connection may just have linked a key.
    afterWrites { [self] in
      chooseModel(name, for: call, within: daemon.modelSearchLimit) { [daemon] result in
        // This thread is shared, and many calls may be waiting.
        DispatchQueue.global().async {
          switch result {
          case .success: write()
          case .failure(let error): call.fail(Fault(error, of: call.method, log: daemon.log))
          }
          release?()
        }
      }
    }
  }
}

/// A write that names a model; a model that no provider has is not stored.
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
      session.write(naming: name, for: call, write)
    }
  }
}
