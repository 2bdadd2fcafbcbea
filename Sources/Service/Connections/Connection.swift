import Logging
import Store
import Synchronization
package import Wire

/// The connection of one client. Its user may change while it is open.
package final class Connection: Endpoint {
  let daemon: Daemon
  let outlet: any Outlet
  let order = WriteOrder()
  let lane: ScanLane
  /// Runs its closures when the client is gone.
  let gone = Farewells()
  private let peer: Peer?

  private struct State {
    /// `nil` while the connection has no user.
    var session: Session?
    /// The answer to the calls of a connection without a user.
    var refusal: Fault
  }

  private let held = HeldCalls()
  private let state: Mutex<State>

  /// A connection without a user: it answers `refusal` until it logs in.
  init(_ daemon: Daemon, _ outlet: any Outlet, peer: Peer?, refusal: Fault) {
    self.daemon = daemon
    self.outlet = outlet
    self.peer = peer
    lane = ScanLane(outlet, unreadBytes: daemon.settings.limits.unreadBytes)
    state = Mutex(State(session: nil, refusal: refusal))
    daemon.connections.enter(self)
  }

  /// A connection of the user `owner`.
  convenience init(_ daemon: Daemon, _ outlet: any Outlet, peer: Peer?, owner: Owner) {
    self.init(daemon, outlet, peer: peer, refusal: .userGone)
    let session = Session(owner, on: self)
    state.withLock { $0.session = session }
  }

  deinit {
    daemon.connections.leave(self)
  }

  /// The session of its user, if it has one.
  var session: Session? { state.withLock { $0.session } }

  package func receive(_ call: Call) {
    // A ping waits for nothing and needs no user.
    if call.method == Ping.name { return route(call) }
    if held.admits(call, overtaking: { router.mayOvertake($0, for: session) }) { route(call) }
  }

  package func disconnected() {
    session?.over.say()
    gone.say()
  }

  private func route(_ call: Call) {
    let (session, refusal) = state.withLock { ($0.session, $0.refusal) }
    do {
      // Only a token's login can expire.
      try session?.checkLogin()
      router.route(call, on: self, for: session, refusal: refusal)
    } catch {
      // Methods that need no user, above all auth/login, still answer.
      let fault = Fault(error, of: call.method, log: daemon.log)
      router.route(call, on: self, for: nil, refusal: fault)
    }
  }
}

/// The user of a connection.
extension Connection {
  /// Logs the connection in as the token's user and ends what it followed. Throws and changes
  /// nothing if the token is not valid.
  func logIn(_ token: String) throws -> Noun.User {
    let session = Session(try daemon.store.owner(token: token), on: self)
    let user = try session.owned.read { try $0.user() }
    replace(with: session)
    // The time of the login is stored, if that is due; nobody waits for it.
    session.owned.write({ _ in }) { [log = daemon.log] result in
      if case .failure(let error) = result {
        log.warning("the time of a login could not be stored: \(error)")
      }
    }
    return user
  }

  /// Finds the user again after its user was erased: the current user of the peer's uid, if there
  /// is one.
  func lookAgain() {
    guard session?.owner.via == .peer, let peer else { return replace(with: nil) }
    do {
      replace(with: Session(try daemon.store.owner(peer: peer), on: self))
    } catch let fault as Fault where fault.kind == .unauthenticated {
      replace(with: nil)
    } catch {
      daemon.log.error("the user of a connection could not be looked up: \(error)")
      replace(with: nil)
    }
  }

  /// Holds incoming calls until `make` has found the user, which may need a write.
  func holdCalls(until make: (@escaping @Sendable (Result<Owner, any Error>) -> Void) -> Void) {
    let release = holdCalls(.all)
    make { [self] result in
      switch result {
      case .success(let owner): replace(with: Session(owner, on: self))
      case .failure(let error):
        let fault = Fault(error, of: "connect", log: daemon.log)
        state.withLock { $0.refusal = fault }
      }
      release()
    }
  }

  /// Holds incoming calls until the returned closure is called, once.
  func holdCalls(_ reach: HeldCalls.Reach) -> @Sendable () -> Void {
    held.hold(reach) { [self] call in route(call) }
  }

  private func replace(with session: Session?) {
    let former = state.withLock { state in
      defer { state.session = session }
      return state.session
    }
    former?.over.say()
    // The connection was closed in the meantime.
    if gone.isOver { session?.over.say() }
  }
}
