import Wire

/// Finds the daemon, and starts it when there is none.
package struct Dialer {
  /// Holds a token that session/create made: who connects with it speaks for its user.
  package static let tokenVariable = "SKEIN_TOKEN"

  package let environment: Environment
  package let socket: SocketPath
  /// Whether a daemon may be started.
  package let mayStart: Bool
  package var interrupt: InterruptPipe?
  /// Looks at each new connection before it is used.
  package var whenConnected: ((Connection) throws -> Void)?
  /// Hears, before anything is sent, that the socket which the user named is another's.
  package var whenStranger: ((String) -> Void)?

  package init(socketFlag: String?, mayStart: Bool, environment: Environment) throws(ClientError) {
    self.init(
      to: try SocketPath.resolve(flag: socketFlag, environment: environment), mayStart: mayStart,
      environment: environment)
  }

  package init(to socket: SocketPath, mayStart: Bool, environment: Environment) {
    self.socket = socket
    // A token is another daemon's: one that is started here knows nothing of it.
    self.mayStart =
      mayStart && !environment.isOn("SKEIN_NO_START") && environment[Self.tokenVariable] == nil
    self.environment = environment
  }

  /// A connection that speaks for whom it should, to a daemon that is started if need be.
  package func connect() throws -> Connection {
    let connection: Connection
    if let running = try connectIfRunning() {
      connection = running
      try logIn(connection)
    } else {
      connection = try started()
    }
    try whenConnected?(connection)
    return connection
  }

  /// A connection on which nothing was said yet, not even a token: the first byte decides how it is
  /// framed, and is the caller's. A daemon is started if need be.
  package func connectInSilence() throws -> Connection {
    if let running = try connectIfRunning() { return running }
    // The starter has talked on its own.
    _ = try started()
    guard let connection = try connectIfRunning() else { throw ClientError.disconnected }
    return connection
  }

  private func started() throws -> Connection {
    guard mayStart else {
      try expectNobodyByLock()
      throw ClientError.unreachable(
        "Nothing answers at \(socket.path), and starting a daemon is turned off.")
    }
    return try DaemonStarter(self).start()
  }

  /// Logs in with the token of the environment, if it has one.
  private func logIn(_ connection: Connection, until deadline: Deadline? = nil) throws {
    guard let token = environment[Self.tokenVariable] else { return }
    _ = try connection.call(AuthLogin.self, AuthLogin.Params(token: token), until: deadline)
  }

  /// A connection, or `nil` when no daemon runs: neither where the rule says nor where the lock
  /// beside the database says. It speaks for the uid alone.
  package func connectIfRunning() throws(ClientError) -> Connection? {
    // Who names a socket means it: stopping another daemon in its place would be a bad surprise.
    if socket.isExact { return try dial(socket) }
    var refusal: ClientError?
    do throws(ClientError) {
      if let found = try dial(socket) { return found }
    } catch {
      guard case .untrusted = error else { throw error }
      // Whoever was there first keeps nobody from their daemon, if the lock knows it.
      refusal = error
    }
    do throws(ClientError) {
      if let found = try listeningByLock() { return found }
    } catch {
      // The lock may be of long ago, and whoever has the place since keeps nobody from a new daemon.
      guard case .untrusted = error else { throw error }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// The only way to a connection: who answers was looked at, and nothing was sent.
  private func dial(_ socket: SocketPath) throws(ClientError) -> Connection? {
    guard let checked = try CheckedSocket.connect(to: socket) else { return nil }
    if let stranger = checked.stranger {
      whenStranger?("\(socket.path) is answered by \(stranger)")
    }
    let connection = Connection(checked)
    connection.interrupt = interrupt
    return connection
  }

  /// A connection that speaks for whom it should, to a daemon that runs already; what takes longer
  /// than until `deadline` is not waited for.
  package func connectIfRunning(until deadline: Deadline) throws -> Connection? {
    guard let connection = try connectIfRunning() else { return nil }
    try logIn(connection, until: deadline)
    return connection
  }

  /// Fails where the lock beside the database leads to a place that is not safe: with a daemon that
  /// cannot be spoken to there, it would be wrong to say that none runs.
  package func expectNobodyByLock() throws(ClientError) {
    if !socket.isExact { _ = try listeningByLock() }
  }

  /// Where the lock beside the database says, if somebody listens there.
  func listeningByLock() throws(ClientError) -> Connection? {
    guard let database = environment.places.database,
      let lock = LockFile(besideDatabase: database), lock.socketPath != socket.path,
      lock.socketPath.utf8.count <= SocketPath.lengthLimit
    else { return nil }
    return try dial(try SocketPath(checking: lock.socketPath, origin: .lock))
  }

  /// Connects again after a daemon that was there went away, for as long as a restart takes.
  /// `nil` when none came back. Starts nothing: who stopped the daemon meant it.
  package func reconnect(until deadline: Deadline) throws -> Connection? {
    var pause = Backoff()
    repeat {
      if let connection = try answering(until: deadline) {
        do {
          try logIn(connection, until: deadline)
          try whenConnected?(connection)
          return connection
        } catch ClientError.disconnected {
          // It has gone again.
        }
      }
      try pause.wait(interrupt, until: deadline)
    } while !deadline.hasPassed
    return nil
  }

  /// A connection on which a ping was answered; `nil` when none is.
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
