import JSON
import Store
import Wire

/// Implements one method. Only the protocols below make its route, each for one kind of method.
protocol Handler: Method {
  static var route: Route { get }
  /// Whether a call may go ahead of earlier calls of its connection that are held. It must neither
  /// depend on what they do nor affect it.
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool
}

extension Handler {
  static func mayOvertake(_ call: Call, for session: Session?) -> Bool { false }
}

/// Answers on the event loop: it reads a bounded amount and never writes.
protocol ReadHandler: Handler where Runs == Read {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result
}

/// A read whose answer depends only on things whose changes are events of their owner: its answer
/// can be reused until the owner's change counter moves.
protocol ShelvedReadHandler: ReadHandler {}

/// Reads off the event loop, for as long as it takes.
protocol ScanHandler: Handler where Runs == Scan {
  static func handle(
    _ params: Params, in rows: borrowing Rows, of daemon: Daemon
  ) throws -> Result
}

/// A scan that waits until the search index has everything that was acknowledged before it.
protocol IndexedScanHandler: ScanHandler {
  /// Gets the progress of the index while the scan waits for it.
  static func listener(_ params: Params, of session: Session) -> @Sendable (IndexProgress) -> Void
}

/// Writes in one savepoint of the writer's transaction. It may run twice, so it must have no effect
/// other than its SQL.
protocol WriteHandler: Handler where Runs == Write {
  static func handle(
    _ params: Params, in changes: borrowing Changes, of daemon: Daemon
  ) throws -> Result
}

/// Runs asynchronously, because it waits for a model, a provider or the disk; the code that
/// finishes it also answers.
protocol TurnHandler: Handler where Runs == Turn {
  static func handle(_ params: Params, from session: Session, answer: Answer<Result>)
}

/// The same for a method that has no effect except its answer: it is dropped if no client is left
/// to read that.
protocol InquiryHandler: TurnHandler {}

/// Concerns the connection or the daemon itself.
protocol LinkHandler: Handler where Runs == Link {
  static func handle(_ params: Params, on session: Session) throws -> Result
}

/// Answers every connection, even one without a user.
protocol OpenHandler: Handler where Runs == Link {
  static func handle(_ params: Params, on connection: Connection) throws -> Result
}

/// Concerns the connection, and answers after reading the database.
protocol AttachHandler: Handler where Runs == Link {
  static func attach(_ params: Params, to session: Session, answer: Answer<Result>)
}

/// How a call of one method is run.
enum Route: Sendable {
  /// For every connection.
  case open(@Sendable (Call, Connection) -> Void)
  /// For connections with a user.
  case owned(@Sendable (Call, Session) -> Void)

  init<P: Payload>(
    _: P.Type, _ run: @escaping @Sendable (P, Call, Session) -> Void
  ) {
    self = .owned(Self.decoding(run))
  }

  fileprivate static func decoding<P: Payload, Speaker>(
    _ run: @escaping @Sendable (P, Call, Speaker) -> Void
  ) -> @Sendable (Call, Speaker) -> Void {
    { call, speaker in
      do throws(Fault) {
        run(try decodeParams(of: call), call, speaker)
      } catch {
        call.fail(error)
      }
    }
  }
}

extension ReadHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      session.read(call) { rows in
        try Output.encode(try handle(params, in: rows, of: session.daemon))
      }
    }
  }
}

extension ShelvedReadHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      let daemon = session.daemon
      let request = Shelf.Request(
        owner: session.owner, method: name, params: call.params?.token ?? [])
      session.read(call) { rows in
        let changes = try rows.changeCount()
        if let bytes = daemon.shelf.answer(to: request, after: changes) { return bytes }
        let bytes = try Output.encode(try handle(params, in: rows, of: daemon))
        daemon.shelf.keep(bytes, for: request, after: changes)
        return bytes
      }
    }
  }
}

extension ScanHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      session.scan(call) { rows in
        try Output.encode(try handle(params, in: rows, of: session.daemon))
      }
    }
  }
}

extension IndexedScanHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      session.scanIndexed(call, tell: listener(params, of: session)) { rows in
        try Output.encode(try handle(params, in: rows, of: session.daemon))
      }
    }
  }
}

extension WriteHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      session.write(call) { changes in
        try Output.encode(try handle(params, in: changes, of: session.daemon))
      }
    }
  }
}

extension TurnHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      handle(params, from: session, answer: Answer(call, log: session.daemon.log))
    }
  }
}

extension InquiryHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      guard !session.outlet.isAbandoned else { return call.drop() }
      handle(params, from: session, answer: Answer(call, log: session.daemon.log))
    }
  }
}

extension LinkHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      let answer = Answer<Result>(call, log: session.daemon.log)
      do {
        answer.succeed(try handle(params, on: session))
      } catch {
        answer.fail(error)
      }
    }
  }
}

extension OpenHandler {
  static var route: Route {
    .open(
      Route.decoding { (params: Params, call: Call, connection: Connection) in
        guard !connection.outlet.isAbandoned else { return call.drop() }
        let answer = Answer<Result>(call, log: connection.daemon.log)
        do {
          answer.succeed(try handle(params, on: connection))
        } catch {
          answer.fail(error)
        }
      })
  }
}

extension AttachHandler {
  static var route: Route {
    Route(Params.self) { params, call, session in
      guard !session.outlet.isAbandoned else { return call.drop() }
      attach(params, to: session, answer: Answer(call, log: session.daemon.log))
    }
  }
}

/// Decodes params, which must be by name. An empty list counts as no params, because some languages
/// cannot distinguish an empty list from an empty map.
func decodeParams<P: Payload>(of call: Call) throws(Fault) -> P {
  do {
    guard let value = call.params, !(value.kind == .array && value.count == 0) else {
      return try emptyObject.root.decode(P.self)
    }
    guard value.kind == .object else {
      throw Mismatch(path: "", expected: "an object, because parameters are given by name")
    }
    return try value.decode(P.self)
  } catch let mismatch as Mismatch {
    throw .invalidParams(path: mismatch.path, expected: mismatch.expected)
  } catch {
    throw .invalidParams(path: "", expected: "an object that this method takes (\(error))")
  }
}

private let emptyObject: Document = {
  do { return try Document(Array("{}".utf8)) } catch { preconditionFailure("{} is JSON: \(error)") }
}()
