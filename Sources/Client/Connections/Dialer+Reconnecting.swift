import Wire

/// Finds a daemon again that went away, or one that is about to answer.
extension Dialer {
  /// Connects again after the daemon went away, for as long as a restart takes; `nil` when none
  /// came back. It starts no daemon: the person who stopped it wanted that.
  package func reconnect(until deadline: Deadline) throws -> Connection? {
    var pause = Backoff()
    var refusal: ClientError?
    repeat {
      do {
        if let connection = try comeBack(until: deadline) { return connection }
        refusal = nil
      } catch ClientError.foreign(let why) {
        // A tunnel accepts and closes connections until the daemon behind it is back.
        refusal = .foreign(why)
      }
      try pause.wait(interrupt, until: deadline)
    } while !deadline.hasPassed
    if let refusal { throw refusal }
    return nil
  }

  /// The daemon, if it has come back by now.
  func comeBack(until deadline: Deadline) throws -> Connection? {
    guard let connection = try answering(until: deadline) else { return nil }
    do {
      try logIn(connection, until: deadline)
      try whenConnected?(connection)
      return connection
    } catch ClientError.disconnected {
      // The daemon has gone again.
      return nil
    }
  }

  /// A connection on which a ping was answered; `nil` when there is none.
  func answering(until deadline: Deadline) throws -> Connection? {
    guard let connection = try connectIfRunning() else { return nil }
    do {
      _ = try connection.call(Ping.self, NoParams(), until: deadline)
      return connection
    } catch ClientError.disconnected {
      return nil
    } catch ClientError.timedOut {
      return nil
    } catch let fault as Fault where fault.kind == .shuttingDown {
      return nil
    }
  }
}
