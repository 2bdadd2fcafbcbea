import NIOCore
import Synchronization
import Wire

/// What one connection owes its client and what it has to send: safe from any thread.
///
/// Calls end and notifications leave on whatever thread they like; each is queued at once, in that
/// order, and the loop is woken once for all that waits.
final class Exchange: Outlet, Sendable {
  private let limits: LimitSettings
  private let budget: MemoryBudget
  private let log: ListenerConfiguration.Log
  private let state: Mutex<State>
  private let abandoned = Atomic(false)

  init(limits: LimitSettings, budget: MemoryBudget, log: ListenerConfiguration.Log) {
    self.limits = limits
    self.budget = budget
    self.log = log
    state = Mutex(State(outbox: Outbox(bound: limits.unreadBytesClose)))
  }

  deinit {
    budget.change(by: -state.withLock { $0.counted })
  }

  /// From the calling thread if the socket has room and the loop rests; else the loop sends it with
  /// whatever else waits by then.
  func send(_ message: [UInt8]) {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      state.outbox.append(message, as: .notification)
      guard !state.isAwake else { return nil }
      // The loop tells those who wait for room, closes what overflows, and ends what is closing.
      let isPlain = state.waiting.isEmpty && !state.outbox.isOverflowing && !state.isClosing
      if isPlain, state.writeNow() { return nil }
      state.isAwake = true
      return state.wake
    }
    wake?()
  }

  var unreadBytes: Int { state.withLock { $0.outbox.waiting } }

  var isAbandoned: Bool { abandoned.load(ordering: .relaxed) }

  func admits(_ bytes: Int) -> Bool { budget.admits(bytes) }

  func whenRoom(below bytes: Int, _ body: @escaping @Sendable () -> Void) {
    let hasRoom = state.withLock { state in
      if state.isGone || state.outbox.waiting < bytes { return true }
      state.waiting.append((bytes, body))
      return false
    }
    if hasRoom { body() }
  }

  func close() {
    change {
      $0.isClosing = true
      $0.outbox.close()
    }
  }

  /// Makes the call of a request. `ticket` is its number on this connection.
  func open(_ request: Request, ticket: Int, slot: Slot?, bytes: Int) -> Call {
    let (id, method) = (request.id, request.method)
    let call = Call(request) { report in
      switch report {
      case .parked: self.change { $0.ledger.park(ticket) }
      case .ended(let outcome):
        let answer = self.answer(outcome, to: id, method: method)
        self.change { state in
          state.ledger.close(ticket)
          state.deliver(answer, in: slot, for: id)
          // The loop may have taken its leave: nobody else counts what is left.
          if state.isGone { self.budget.change(by: state.recount()) }
        }
      }
    }
    state.withLock { $0.ledger.open(call, ticket: ticket, id: id, bytes: bytes) }
    return call
  }

  /// Answers an entry that never became a call; nil for what is not answered.
  func answer(_ answer: [UInt8]?, in slot: Slot?) {
    change { $0.deliver(answer, in: slot, for: nil) }
  }

  /// `$/cancelRequest`: ids that are unknown or ended are nobody's.
  func cancel(_ id: RequestID) {
    for call in state.withLock({ $0.ledger.calls(named: id) }) { call.cancel() }
  }

  private func change(_ body: (inout State) -> Void) {
    let wake = state.withLock { state in
      body(&state)
      defer { state.isAwake = true }
      return state.isAwake ? nil : state.wake
    }
    wake?()
  }

  private func answer(_ outcome: Call.Outcome, to id: RequestID?, method: String) -> [UInt8]? {
    switch (outcome, id) {
    case (.result(let result), let id?): return Outbound.answer(id, result: result)
    case (.fault(let fault), let id?): return Outbound.answer(id, fault: fault)
    case (.result, nil), (.dropped, _): return nil
    case (.fault(let fault), nil):
      log(.info, Self.line(method, fault))
      return nil
    }
  }

  /// Both hold what the client wrote: cut, and escaped, or a line of the log could be forged.
  private static func line(_ method: String, _ fault: Fault) -> String {
    let (name, why) = (String(method.prefix(80)), String(fault.message.prefix(400)))
    return "notification \(name.debugDescription): \(fault.kind): \(why.debugDescription)"
  }
}

/// The loop's side.
extension Exchange {
  /// How the loop is called when something waits for it.
  func attach(wake: @escaping @Sendable () -> Void) {
    state.withLock { $0.wake = wake }
  }

  func use(_ style: FramingStyle) {
    state.withLock { $0.outbox.style = style }
  }

  /// The loop is at work and looks again before it rests: nobody needs to wake it.
  func hold() {
    state.withLock { $0.isAwake = true }
  }

  /// The loop rests after what it sees now.
  func release() {
    state.withLock { $0.isAwake = false }
  }

  /// How to write past the loop; nil where it alone may.
  func use(_ writer: consuming DirectWriter?) {
    var writer = writer
    state.withLock { $0.writer = writer.take() }
  }

  /// Looks whether the client is gone already, which the loop may not have been told yet.
  func look() {
    let isGone = state.withLock { $0.writer?.isGone ?? false }
    if isGone { abandoned.store(true, ordering: .relaxed) }
  }

  /// Writes what the socket takes at once; false when bytes are left for `take`.
  func writeNow() -> Bool {
    let (isDone, ready) = state.withLock { state in
      let isDone = state.writeNow()
      return (isDone, state.whoHasRoom())
    }
    for body in ready { body() }
    return isDone
  }

  /// The next bytes; until `took` is told of them nobody else writes.
  func take() -> ByteBuffer? {
    state.withLock { state in
      let slice = state.outbox.take()
      if slice != nil { state.isLent = true }
      return slice
    }
  }

  func took(_ count: Int) {
    let ready = state.withLock { state in
      state.outbox.took(count)
      state.isLent = false
      return state.whoHasRoom()
    }
    for body in ready { body() }
  }

  /// Bytes that the client's socket took so far.
  var taken: Int { state.withLock { $0.outbox.taken } }

  /// The client is gone: what is sent from now on vanishes, and nobody waits for it.
  func disconnect() {
    abandoned.store(true, ordering: .relaxed)
    let waiting = state.withLock { state in
      state.outbox.seal()
      state.isGone = true
      state.writer = nil
      return state.whoHasRoom()
    }
    for body in waiting { body() }
  }

  /// Nobody is to be woken any more.
  func detach() {
    state.withLock { $0.wake = nil }
  }

  /// Where it stands. With what the loop has `received` and not begun, all that it holds of the
  /// memory that all share is counted anew.
  func standing(received: Int? = nil) -> Standing {
    state.withLock { state in
      if let received {
        state.received = received
        let difference = state.recount()
        if difference != 0 { budget.change(by: difference) }
      }
      let unread = state.outbox.waiting
      let (isFull, mayStall) = isFull(&state, unread)
      return Standing(
        isBlocked: state.ledger.active >= limits.requestsInFlight || isFull,
        isIdle: state.ledger.isIdle, unread: unread,
        mayStall: mayStall || state.isClosing && unread > 0,
        isClosing: state.isClosing, isOverflowing: state.outbox.isOverflowing)
    }
  }

  /// Whether it holds so much that nothing more is begun, and more than may wait for ever. All of it
  /// goes by itself: requests end, and the client reads or is given up.
  private func isFull(_ state: inout State, _ unread: Int) -> (Bool, mayStall: Bool) {
    let active = state.ledger.activeBytes
    if unread == 0, active == 0 {
      state.isChoked = false
      return (false, false)
    }
    let allowance = budget.allowance
    let most = min(limits.unreadBytes, allowance)
    state.isChoked = unread >= max(state.isChoked ? most / 2 : most, 1)
    let isFull = active >= limits.messageBytes || unread + active > allowance
    return (state.isChoked || isFull, unread > most)
  }
}
