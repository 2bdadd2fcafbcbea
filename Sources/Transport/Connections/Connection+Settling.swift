import NIOCore
import Wire

/// What the loop does with a connection.
extension Connection {
  private enum Stop {
    /// Everything that was received whole has begun.
    case dry
    case blocked
    /// The others come first.
    case inLine
    /// A large message is being read.
    case away
  }

  /// Begins what may begin, writes what waits, then rests until something happens.
  func settle() {
    guard !isSettling else {
      mustSettleAgain = true
      return
    }
    isSettling = true
    defer { isSettling = false }
    hasUsedShare = false
    var share = intake.isEmpty || isInLine || isAway ? nil : nextShare()
    repeat {
      mustSettleAgain = false
      exchange.hold()
      let stop = begin(&share)
      // From here on a change calls for the loop; what came before it is seen below.
      exchange.release()
      flush()
      let standing = exchange.standing(received: intake.bytes)
      if stop == .blocked, !standing.isBlocked { mustSettleAgain = true }
      if !mustSettleAgain { rest(stop, standing) }
    } while mustSettleAgain
  }

  private func nextShare() -> LoopShare? {
    // A newcomer may have left again before it was let in.
    if visit.isFirst { exchange.look() }
    return schedule.share(of: &visit)
  }

  private func begin(_ share: inout LoopShare?) -> Stop {
    while true {
      let standing = exchange.standing()
      if standing.isClosing {
        hasEnded = true
        intake.clear()
      }
      if isAway { return .away }
      guard !standing.isBlocked else { return .blocked }
      guard share != nil else { return intake.isEmpty ? .dry : .inLine }
      guard let step = intake.next() ?? refusal() else { return .dry }
      perform(step)
      if share?.isOver() ?? true {
        share = nil
        hasUsedShare = true
      }
    }
  }

  /// For a message that is not whole yet and takes more memory than is left for it.
  private func refusal() -> Intake.Step? {
    guard !exchange.admits(intake.bytes) else { return nil }
    log(.info, "a message of more than \(intake.bytes) bytes was refused: too much waits")
    return intake.refuse()
  }

  private func perform(_ step: Intake.Step) {
    switch step {
    case .refused(let fault):
      exchange.answer(Outbound.answer(nil, fault: fault), in: nil)
    case .broken(let fault):
      hasEnded = true
      exchange.answer(Outbound.answer(nil, fault: fault), in: nil)
    case .large(let bytes): read(bytes)
    case .entry(.stray, let slot):
      log(.debug, "a client answered what nobody asked")
      exchange.answer(nil, in: slot)
    case .entry(.invalid(let fault, let id), let slot):
      exchange.answer(Outbound.answer(id, fault: fault), in: slot)
    case .entry(.request(let request), let slot):
      if request.method == Cancellation.method {
        exchange.answer(Cancellation.perform(request, on: exchange, log: log), in: slot)
      } else {
        begin(request, slot)
      }
    }
  }

  private func begin(_ request: Request, _ slot: Slot?) {
    tickets += 1
    let size = request.size
    let call = exchange.open(request, ticket: tickets, slot: slot, bytes: size)
    if size <= LargeMessages.bytes {
      endpoint?.receive(call)
    } else if exchange.admits(size) {
      receive(call)
    } else {
      call.fail(
        .overloaded("Too much waits of this and other clients.", retryAfterMs: Intake.retryAfterMs))
    }
  }

  private func rest(_ stop: Stop, _ standing: Exchange.Standing) {
    if stop == .inLine, !isInLine {
      isInLine = true
      schedule.wait(self, hasHadShare: hasUsedShare)
    }
    guard !isGone else {
      if stop == .dry { leave() }
      return
    }
    if standing.isOverflowing {
      log(
        .warning,
        "a client left notifications of more than \(limits.unreadBytesClose) bytes unread: closed")
      abandon()
      return
    }
    let isDone = standing.isClosing || (hasEnded && stop == .dry && standing.isIdle)
    if isDone, standing.unread == 0 {
      context?.close(promise: nil)
      return
    }
    if stall == nil, standing.mayStall { watch(Stall()) }
    isHeld = stop != .dry || standing.isBlocked
    guard readWaits, !isHeld, !hasEnded else { return }
    readWaits = false
    context?.read()
  }

  private func leave() {
    endpoint?.disconnected()
    endpoint = nil
    exchange.detach()
  }
}

extension Connection: LoopSchedule.Visitor {
  func proceed() {
    isInLine = false
    exchange.look()
    settle()
  }
}

/// What is too large for the loop.
extension Connection {
  /// Reads a message; its entries begin when the loop is told.
  private func read(_ bytes: [UInt8]) {
    let limit = limits.batchEntries
    perform(besideLoop: { Envelope(bytes, batchLimit: limit) }) { $0.intake.put($1) }
  }

  /// Has a call taken up: what it asks is decoded there.
  private func receive(_ call: Call) {
    let endpoint = endpoint
    perform(besideLoop: { endpoint?.receive(call) }) { _, _ in }
  }

  private func perform<Made: Sendable>(
    besideLoop work: @escaping @Sendable () -> Made,
    then: @escaping @Sendable (Connection, Made) -> Void
  ) {
    isAway = true
    let this = NIOLoopBound(self, eventLoop: loop)
    largeMessages.perform { [loop] in
      let made = work()
      loop.execute {
        let connection = this.value
        connection.isAway = false
        then(connection, made)
        connection.settle()
      }
    }
  }
}
