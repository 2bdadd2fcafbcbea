import Logging
import Store
import Synchronization
package import Wire

/// One client's connection: for whom it speaks may change while it lasts.
package final class Connection: Endpoint {
  let daemon: Daemon
  let outlet: any Outlet
  let order = WriteOrder()
  let lane: ScanLane
  /// When the client is gone.
  let gone = Farewells()
  private let peer: Peer?

  private struct State {
    /// `nil` while it speaks for nobody.
    var session: Session?
    /// What such a connection is told.
    var refusal: Fault
  }

  private let held = HeldCalls()
  private let state: Mutex<State>

  /// Speaks for nobody until it logs in, and says `refusal` meanwhile.
  init(_ daemon: Daemon, _ outlet: any Outlet, peer: Peer?, refusal: Fault) {
    self.daemon = daemon
    self.outlet = outlet
    self.peer = peer
    lane = ScanLane(outlet, unreadBytes: daemon.settings.limits.unreadBytes)
    state = Mutex(State(session: nil, refusal: refusal))
    daemon.connections.enter(self)
  }

  /// Speaks for `owner`.
  convenience init(_ daemon: Daemon, _ outlet: any Outlet, peer: Peer?, owner: Owner) {
    self.init(daemon, outlet, peer: peer, refusal: .userGone)
    let session = Session(owner, on: self)
    state.withLock { $0.session = session }
  }

  deinit {
    daemon.connections.leave(self)
  }

  /// For whom it speaks.
  var session: Session? { state.withLock { $0.session } }

  package func receive(_ call: Call) {
    if held.admits(call, overtaking: { router.mayOvertake($0, for: session) }) { route(call) }
  }

  package func disconnected() {
    session?.over.say()
    gone.say()
  }

  private func route(_ call: Call) {
    let (session, refusal) = state.withLock { ($0.session, $0.refusal) }
    do {
      // A peer has nothing that expires.
      try session?.checkLogin()
      router.route(call, on: self, for: session, refusal: refusal)
    } catch {
      // The four that anybody may call, auth/login above all.
      let fault = Fault(error, of: call.method, log: daemon.log)
      router.route(call, on: self, for: nil, refusal: fault)
    }
  }
}

/// For whom it speaks.
extension Connection {
  /// Speaks for a token's user from now on; what it followed ends. Throws and changes nothing for a
  /// token that does not hold.
  func logIn(_ token: String) throws -> Noun.User {
    let session = Session(try daemon.store.owner(token: token), on: self)
    let user = try session.owned.read { try $0.user() }
    replace(with: session)
    // Its use is written down, if that is due; nobody waits for it.
    session.owned.write({ _ in }) { [log = daemon.log] result in
      if case .failure(let error) = result { log.warning("a login was not noted: \(error)") }
    }
    return user
  }

  /// After its user was erased: a peer's connection speaks for whom its uid has now, if anybody.
  func lookAgain() {
    let isPeer = session?.owner.via == .peer
    let owner = isPeer ? peer.flatMap { try? daemon.store.owner(peer: $0) } : nil
    replace(with: owner.map { Session($0, on: self) })
  }

  /// Keeps what comes until `make` has found for whom it speaks, which may take a write.
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

  /// Keeps what comes until the returned closure is called, once.
  func holdCalls(_ reach: HeldCalls.Reach) -> @Sendable () -> Void {
    held.hold(reach) { [self] call in route(call) }
  }

  private func replace(with session: Session?) {
    let former = state.withLock { state in
      defer { state.session = session }
      return state.session
    }
    former?.over.say()
    // It was closed meanwhile.
    if gone.isOver { session?.over.say() }
  }
}
