import Identity
import JSON
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the daemon, and starts one when none runs.
package struct Dialer {
  /// Holds a token that session/create made: a client that connects with it acts as that session's
  /// user.
  package static let tokenVariable = "SKEIN_TOKEN"

  package let environment: Environment
  package private(set) var socket: SocketPath
  /// The user's database; `nil` where neither the environment nor the configuration names one.
  package let database: DatabaseFile?
  /// The configuration file as it is now, to compare with what the daemon has read.
  let configuration: ConfigurationStamp?
  /// Whether a daemon may be started.
  package let mayStart: Bool
  package var interrupt: InterruptPipe?
  /// Called with each new connection before it is used.
  package var whenConnected: ((Connection) throws -> Void)?
  /// Called with what people should know about where the daemon was or was not found: a sentence
  /// without its full stop. That a socket which the user named belongs to another user is reported
  /// before anything is sent.
  package var whenNoted: ((String) -> Void)?

  package init(socketFlag: String?, mayStart: Bool, environment: Environment) throws(ClientError) {
    let configured = try ConfiguredPlaces(environment)
    self.init(
      to: try SocketPath.resolve(
        flag: socketFlag, environment: environment, configured: configured.socket),
      mayStart: mayStart, environment: environment, configured)
  }

  /// Makes a dialer for a given socket; environment and configuration do not choose it.
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
    // A token belongs to another daemon: one that is started here does not know it.
    self.mayStart =
      mayStart && !environment.isOn("SKEIN_NO_START") && environment[Self.tokenVariable] == nil
    self.environment = environment
  }

  /// A connection that acts as the right user; a daemon is started if necessary.
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

  /// A connection on which nothing was sent yet, not even a token: the first byte decides the
  /// framing, and belongs to the caller. A daemon is started if necessary.
  package func connectInSilence() throws -> Connection {
    // This connection must stay silent, so a second one asks whether the daemon answers. That one
    // decides how long the daemon may be silent; a deadline as short here would start another
    // daemon.
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

  /// Starts a daemon, also where starting is turned off for commands that only need one.
  package func start() throws -> Connection {
    for place in passedOver { whenNoted?("\(place)") }
    guard case .another(let found) = try look(), let database else {
      return try DaemonStarter(self).start()
    }
    var own = self
    own.socket = try socket.own(of: database)
    whenNoted?(
      "The daemon at \(socket.path) serves \(found); skein starts another for \(database) at "
        + "\(own.socket.path)")
    return try DaemonStarter(own).start()
  }

  /// Directories of the environment that cannot hold a socket; empty where the user named the
  /// socket.
  private var passedOver: [Places.PassedOver] {
    socket.origin == .rule ? environment.places.socketByRule.passedOver : []
  }

  /// That no daemon answers, and the reason as far as it is known.
  package func absence() throws(ClientError) -> String {
    if case .another(let found) = try look(), let database {
      return
        "No daemon is running for \(database); the one at \(socket.path) serves \(found) "
        + "(--socket or SKEIN_SOCKET selects it)."
    }
    if let holder = LockHolder(at: socket, database: database) { return holder.silence }
    return "No daemon is running: nothing answers at \(socket.path)."
  }

  /// Logs in with the token of the environment, if there is one.
  func logIn(_ connection: Connection, until deadline: Deadline? = nil) throws {
    guard let token = environment[Self.tokenVariable] else { return }
    _ = try connection.call(AuthLogin.self, AuthLogin.Params(token: token), until: deadline)
  }

  /// A connection, or `nil` when no daemon runs for this database, neither at the default socket
  /// nor where the lock beside the database says. It does not log in: it acts as the uid's user.
  package func connectIfRunning() throws(ClientError) -> Connection? {
    try found(until: .after(milliseconds: Connection.answerMilliseconds))
  }

  /// The same, with no wait beyond `deadline`.
  func found(until deadline: Deadline) throws(ClientError) -> Connection? {
    switch try look(until: deadline) {
    case .running(let connection): connection
    case .nobody, .another: nil
    }
  }

  private enum Finding {
    case running(Connection)
    case nobody
    /// The daemon at the default socket serves this other database.
    case another(String)
  }

  /// Waits until `deadline` for a full queue, or for a daemon that has to be asked.
  private func look(
    until deadline: Deadline = .after(milliseconds: Connection.answerMilliseconds)
  ) throws(ClientError) -> Finding {
    // The user named this socket: to use or stop another daemon instead would be a bad surprise.
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
      guard error.isAboutOthers else { throw error }
      // A program in the default place must not keep users from a daemon that the lock names.
      refusal = error
    }
    do throws(ClientError) {
      if let found = try listeningByLock(until: deadline),
        try otherDatabase(of: found, until: deadline) == nil
      {
        return .running(found)
      }
    } catch {
      // A daemon that is started learns from the lock itself that it is held.
      guard error.isAboutOthers else { throw error }
    }
    if let refusal { throw refusal }
    return finding
  }

  /// The database that the daemon at the other end serves, when it is not the one that is wanted.
  ///
  /// The lock beside the socket names it. Only an older daemon, or one that a service manager has
  /// yet to start, must be asked, on a connection of its own.
  private func otherDatabase(
    of connection: Connection, until deadline: Deadline
  ) throws(ClientError) -> String? {
    // A token belongs to the daemon that made it, whatever database that serves.
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
      // A daemon that goes away is not the one that will answer; one that a service manager has yet
      // to start is the user's own.
      if error == .disconnected { return nil }
      guard error == .timedOut else { throw error }
      if connection.process.isServiceManager { return nil }
      throw connection.process.unheard
    } catch {
      return nil
    }
  }

  /// The only way to a connection: the peer was checked, and nothing was sent.
  private func dial(
    _ socket: SocketPath, until deadline: Deadline
  ) throws(ClientError) -> Connection? {
    guard let checked = try CheckedSocket.connect(to: socket, until: deadline) else { return nil }
    if let stranger = checked.stranger {
      whenNoted?("a process of \(stranger) listens at \(socket.path)")
    }
    let connection = Connection(checked)
    connection.interrupt = interrupt
    return connection
  }

  /// A connection that acts as the right user, to a daemon that runs already; it waits no longer
  /// than until `deadline`.
  package func connectIfRunning(until deadline: Deadline) throws -> Connection? {
    guard let connection = try found(until: deadline) else { return nil }
    try logIn(connection, until: deadline)
    return connection
  }

  /// Fails where a running daemon holds the lock beside the database but listens at a place that is
  /// not safe, or not open to the user: it would be wrong to say that none runs.
  package func expectNobodyByLock() throws(ClientError) {
    if !socket.isExact { _ = try listeningByLock() }
  }

  /// The daemon at the socket that the lock beside the database names, if one listens there.
  func listeningByLock(
    until deadline: Deadline = .after(milliseconds: Connection.answerMilliseconds)
  ) throws(ClientError) -> Connection? {
    guard let lock = database?.lock, lock.socketPath != socket.path,
      lock.socketPath.utf8.count <= SocketPath.lengthLimit
    else { return nil }
    do throws(ClientError) {
      return try dial(try SocketPath(checking: lock.socketPath, origin: .lock), until: deadline)
    } catch {
      // The file may be old; a process that has taken the place since then is not an obstacle.
      guard lock.isHeld else { return nil }
      guard case .foreign = error, let owner = SystemUser(ofProcess: lock.pid),
        owner.uid != geteuid()
      else { throw error }
      throw .foreign(
        "\(database?.path ?? "") is in use by the daemon of \(owner) (process \(lock.pid)), which "
          + "refuses you: sudo skein daemon stop --socket \(lock.socketPath) ends it.")
    }
  }
}
