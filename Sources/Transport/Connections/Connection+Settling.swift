import NIOCore
import Wire

/// The work of the event loop for a connection.
extension Connection {
  private enum Stop {
    /// All complete messages have begun.
    case dry
    case blocked
    /// Other connections come first.
    case inLine
    /// A large message is being read off the loop.
    case away
  }

  /// Begins the calls that may begin, writes waiting output, then rests until the next change.
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
      // From here on a change wakes the loop; earlier changes are seen below.
      exchange.release()
      flush()
      let standing = exchange.standing(received: intake.bytes)
      if stop == .blocked, !standing.isBlocked { mustSettleAgain = true }
      if !mustSettleAgain { rest(stop, standing) }
    } while mustSettleAgain
  }

  private func nextShare() -> LoopShare? {
    // A new client may have left before its first share.
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

  /// Refuses a message that is not complete yet and needs more memory than is free.
  private func refusal() -> Intake.Step? {
    guard !exchange.admits(intake.bytes) else { return nil }
    log(
      .info,
      "a message of more than \(intake.bytes) bytes was refused: too little of limits.bufferedBytes is free"
    )
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
      log(.debug, "a client sent an answer, but the daemon asks nothing")
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
        .overloaded(Intake.memoryIsFull, retryAfterMs: Intake.retryAfterMs))
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
        "a client left more than \(limits.unreadBytesClose) bytes of notifications unread and was "
          + "disconnected")
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

/// Messages that are too large for the loop.
extension Connection {
  /// Reads a message off the loop; its entries begin when the loop gets the result.
  private func read(_ bytes: [UInt8]) {
    let limit = limits.batchEntries
    perform(besideLoop: { Envelope(bytes, batchLimit: limit) }) { $0.intake.put($1) }
  }

  /// Starts a call off the loop, where its params are decoded.
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
