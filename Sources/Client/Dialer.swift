import Identity
import JSON
import Wire

/// Finds the daemon, and starts it when there is none.
package struct Dialer {
  /// Holds a token that session/create made: who connects with it speaks for its user.
  package static let tokenVariable = "SKEIN_TOKEN"

  package let environment: Environment
  package private(set) var socket: SocketPath
  /// Whose history is meant; `nil` where neither the environment nor the configuration says.
  package let database: DatabaseFile?
  /// The configuration as it is now, for who compares it with what the daemon has read.
  let configuration: ConfigurationStamp?
  /// Whether a daemon may be started.
  package let mayStart: Bool
  package var interrupt: InterruptPipe?
  /// Looks at each new connection before it is used.
  package var whenConnected: ((Connection) throws -> Void)?
  /// Hears what people should know of where the daemon was found, or not: a sentence without its
  /// full stop. That a socket which the user named is another's comes before anything is sent.
  package var whenNoted: ((String) -> Void)?

  package init(socketFlag: String?, mayStart: Bool, environment: Environment) throws(ClientError) {
    let configured = try ConfiguredPlaces(environment)
    self.init(
      to: try SocketPath.resolve(
        flag: socketFlag, environment: environment, configured: configured.socket),
      mayStart: mayStart, environment: environment, configured)
  }

  /// To a socket that neither the environment nor the configuration decides on.
  package init(
    to socket: SocketPath, like other: Dialer
  ) {
    self = other
    self.socket = socket
  }

  private init(
    to socket: SocketPath, mayStart: Bool, environment: Environment, _ configured: ConfiguredPlaces
  ) {
    self.socket = socket
    database = configured.database
    configuration = configured.stamp
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
    // Who says nothing hears nothing: whether the daemon answers at all is asked beside it. How long
    // it may be silent is that connection's to say; a deadline as long as that would start another.
    let deadline = Deadline.after(milliseconds: DaemonStarter.patienceWithOtherMilliseconds)
    if try answering(until: deadline) == nil { _ = try started() }
    guard let connection = try connectIfRunning() else { throw ClientError.disconnected }
    return connection
  }

  private func started() throws -> Connection {
    guard mayStart else {
      try expectNobodyByLock()
      let why = try absence()
      throw ClientError.unreachable("\(why.dropLast()), and starting a daemon is turned off.")
    }
    return try start()
  }

  /// Starts a daemon, also where that is turned off for commands that only need one.
  package func start() throws -> Connection {
    for place in passedOver { whenNoted?("\(place)") }
    guard case .another(let found) = try look(), let database else {
      return try DaemonStarter(self).start()
    }
    var own = self
    own.socket = try socket.own(of: database)
    whenNoted?(
      "The daemon at \(socket.path) keeps \(found); for \(database) one of its own is started at "
        + "\(own.socket.path)")
    return try DaemonStarter(own).start()
  }

  /// Directories of the environment in which no socket can be; empty where the socket was named.
  private var passedOver: [Places.PassedOver] {
    socket.origin == .rule ? environment.places.socketByRule.passedOver : []
  }

  /// That no daemon answers, and what is known of why.
  package func absence() throws(ClientError) -> String {
    if case .another(let found) = try look(), let database {
      return
        "No daemon is running for \(database); the one at \(socket.path) keeps \(found) (--socket or "
        + "SKEIN_SOCKET names that one)."
    }
    if let holder = LockHolder(at: socket, database: database) { return holder.silence }
    return "No daemon is running: nothing answers at \(socket.path)."
  }

  /// Logs in with the token of the environment, if it has one.
  private func logIn(_ connection: Connection, until deadline: Deadline? = nil) throws {
    guard let token = environment[Self.tokenVariable] else { return }
    _ = try connection.call(AuthLogin.self, AuthLogin.Params(token: token), until: deadline)
  }

  /// A connection, or `nil` when no daemon runs for this database: neither where the rule says nor
  /// where the lock beside it says. It speaks for the uid alone.
  package func connectIfRunning() throws(ClientError) -> Connection? {
    try found(until: .after(milliseconds: Connection.answerMilliseconds))
  }

  /// The same, not waited for beyond `deadline`.
  func found(until deadline: Deadline) throws(ClientError) -> Connection? {
    switch try look(until: deadline) {
    case .running(let connection): connection
    case .nobody, .another: nil
    }
  }

  private enum Finding {
    case running(Connection)
    case nobody
    /// At the rule's place one answers that keeps this database, not ours.
    case another(String)
  }

  /// A queue that is full, or a daemon that has to be asked, is waited for until `deadline`.
  private func look(
    until deadline: Deadline = .after(milliseconds: Connection.answerMilliseconds)
  ) throws(ClientError) -> Finding {
    // Who names a socket means it: stopping another daemon in its place would be a bad surprise.
    if socket.isExact {
      return try dial(socket, until: deadline).map { Finding.running($0) } ?? .nobody
    }
    var finding = Finding.nobody
    var refusal: ClientError?
    do throws(ClientError) {
      if let found = try dial(socket, until: deadline) {
        guard let other = try otherDatabase(of: found, until: deadline) else {
          return .running(found)
        }
        finding = .another(other)
      }
    } catch {
      guard case .untrusted = error else { throw error }
      // Whoever was there first keeps nobody from their daemon, if the lock knows it.
      refusal = error
    }
    do throws(ClientError) {
      if let found = try listeningByLock(until: deadline),
        try otherDatabase(of: found, until: deadline) == nil
      {
        return .running(found)
      }
    } catch {
      // The lock may be of long ago, and whoever has the place since keeps nobody from a new daemon.
      guard case .untrusted = error else { throw error }
    }
    if let refusal { throw refusal }
    return finding
  }

  /// The database that the daemon at the other end keeps, when it is not the one that is meant.
  ///
  /// The lock beside the socket says which one it is; only one of an older daemon, or of one that a
  /// service manager has yet to start, leaves it to be asked, on a connection of its own.
  private func otherDatabase(
    of connection: Connection, until deadline: Deadline
  ) throws(ClientError) -> String? {
    // A token is for the daemon that made it, whatever that keeps.
    guard socket.isForOwnDatabase, environment[Self.tokenVariable] == nil, let database else {
      return nil
    }
    let lock = LockFile(besideSocket: connection.path)
    if connection.process.serves(lock), let report = lock?.report, !report.databasePath.isEmpty {
      return database.isSame(as: report.databasePath) ? nil : report.databasePath
    }
    if let own = database.lock, connection.process.has(own), own.socketPath == connection.path {
      return nil
    }
    let asked = try SocketPath(checking: connection.path, origin: socket.origin)
    guard let beside = try dial(asked, until: deadline) else { return nil }
    do {
      let info = try beside.call(ServerInfo.name, params: nil, until: deadline)
      guard case .result(let value) = info, let path = value["databasePath"]?.string,
        !database.isSame(as: path)
      else { return nil }
      return path
    } catch let error as ClientError {
      // One that goes away is not the one that will answer; one that a service manager has yet to
      // start is the user's own.
      if error == .disconnected { return nil }
      guard error == .timedOut else { throw error }
      if connection.process.isServiceManager { return nil }
      throw .unreachable(connection.process.silence)
    } catch {
      return nil
    }
  }

  /// The only way to a connection: who answers was looked at, and nothing was sent.
  private func dial(
    _ socket: SocketPath, until deadline: Deadline
  ) throws(ClientError) -> Connection? {
    guard let checked = try CheckedSocket.connect(to: socket, until: deadline) else { return nil }
    if let stranger = checked.stranger {
      whenNoted?("\(socket.path) is answered by \(stranger)")
    }
    let connection = Connection(checked)
    connection.interrupt = interrupt
    return connection
  }

  /// A connection that speaks for whom it should, to a daemon that runs already; what takes longer
  /// than until `deadline` is not waited for.
  package func connectIfRunning(until deadline: Deadline) throws -> Connection? {
    guard let connection = try found(until: deadline) else { return nil }
    try logIn(connection, until: deadline)
    return connection
  }

  /// Fails where the lock beside the database leads to a place that is not safe: with a daemon that
  /// cannot be spoken to there, it would be wrong to say that none runs.
  package func expectNobodyByLock() throws(ClientError) {
    if !socket.isExact { _ = try listeningByLock() }
  }

  /// Where the lock beside the database says, if somebody listens there.
  func listeningByLock(
    until deadline: Deadline = .after(milliseconds: Connection.answerMilliseconds)
  ) throws(ClientError) -> Connection? {
    guard let lock = database?.lock, lock.socketPath != socket.path,
      lock.socketPath.utf8.count <= SocketPath.lengthLimit
    else { return nil }
    return try dial(try SocketPath(checking: lock.socketPath, origin: .lock), until: deadline)
  }

  /// Connects again after a daemon that was there went away, for as long as a restart takes.
  /// `nil` when none came back. Starts nothing: who stopped the daemon meant it.
  package func reconnect(until deadline: Deadline) throws -> Connection? {
    var pause = Backoff()
    repeat {
      if let connection = try comeBack(until: deadline) { return connection }
      try pause.wait(interrupt, until: deadline)
    } while !deadline.hasPassed
    return nil
  }

  /// The daemon that has come back by now.
  func comeBack(until deadline: Deadline) throws -> Connection? {
    guard let connection = try answering(until: deadline) else { return nil }
    do {
      try logIn(connection, until: deadline)
      try whenConnected?(connection)
      return connection
    } catch ClientError.disconnected {
      // It has gone again.
      return nil
    }
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
