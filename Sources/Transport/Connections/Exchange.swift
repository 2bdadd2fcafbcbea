import NIOCore
import Synchronization
import Wire

/// The unanswered calls and the output of one connection. Can be used from any thread.
///
/// Calls may end and notifications may be sent on any thread; each message is queued at once, in
/// that order, and the loop is woken once for all of them.
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

  /// Sends from the calling thread if the socket has room and the loop rests; otherwise the loop
  /// sends it together with other waiting output.
  func send(_ message: [UInt8]) {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      state.outbox.append(message, as: .notification)
      guard !state.isAwake else { return nil }
      // Only the loop runs the closures that wait for room, and closes the connection.
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

  /// Makes the call for a request. `ticket` is its number on this connection.
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
          // The loop may have let go of the connection, so the rest has to be counted here.
          if state.isGone { self.budget.change(by: state.recount()) }
        }
      }
    }
    state.withLock { $0.ledger.open(call, ticket: ticket, id: id, bytes: bytes) }
    return call
  }

  /// Answers an entry that did not become a call; `nil` if it gets no answer.
  func answer(_ answer: [UInt8]?, in slot: Slot?) {
    change { $0.deliver(answer, in: slot, for: nil) }
  }

  /// Handles `$/cancelRequest`; an id that is unknown or has ended is ignored.
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

  /// A line for the log. Both texts contain what the client wrote, so they are cut and escaped:
  /// otherwise a client could forge a line of the log.
  private static func line(_ method: String, _ fault: Fault) -> String {
    let (name, why) = (String(method.prefix(80)), String(fault.message.prefix(400)))
    return "notification \(name.debugDescription): \(fault.kind): \(why.debugDescription)"
  }
}

/// The functions that the loop uses.
extension Exchange {
  /// Sets the closure that wakes the loop.
  func attach(wake: @escaping @Sendable () -> Void) {
    state.withLock { $0.wake = wake }
  }

  func use(_ style: FramingStyle) {
    state.withLock { $0.outbox.style = style }
  }

  /// The loop is working and will look again before it rests, so it need not be woken.
  func hold() {
    state.withLock { $0.isAwake = true }
  }

  /// The loop is about to rest: later changes have to wake it.
  func release() {
    state.withLock { $0.isAwake = false }
  }

  /// Sets the writer for other threads; with `nil` only the loop writes.
  func use(_ writer: consuming DirectWriter?) {
    var writer = writer
    state.withLock { $0.writer = writer.take() }
  }

  /// Checks whether the client is gone, which the loop may not have noticed yet.
  func look() {
    let isGone = state.withLock { $0.writer?.isGone ?? false }
    if isGone { abandoned.store(true, ordering: .relaxed) }
  }

  /// Writes as much as the socket takes at once; false if bytes are left for `take`.
  func writeNow() -> Bool {
    let (isDone, ready) = state.withLock { state in
      let isDone = state.writeNow()
      return (isDone, state.whoHasRoom())
    }
    for body in ready { body() }
    return isDone
  }

  /// The next bytes to write; nothing else is written until `took` is called for them.
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

  /// How many bytes the client's socket has taken so far.
  var taken: Int { state.withLock { $0.outbox.taken } }

  /// The client is gone: later output is dropped, and all closures that wait for room run.
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

  /// The loop is not woken any more.
  func detach() {
    state.withLock { $0.wake = nil }
  }

  /// The state for the loop's next decision. `received` is the number of bytes that the loop has
  /// received and not begun; if it is given, the connection's memory is reported to the budget.
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

  /// Whether the connection holds too much to begin more calls, and whether more output waits than
  /// may wait forever. Both end by themselves: requests end, and the client reads or is
  /// disconnected.
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
