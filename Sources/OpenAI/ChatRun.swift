/// One request to a model on the loop's thread, from resolving its key to its last event.
final class ChatRun: LoopTask {
  private enum State {
    case resolving
    /// The model's earlier reasoning is being looked up.
    case recalling
    case sending(Transfer)
    /// Waiting between two attempts.
    case waiting
    /// The last event was emitted; the transfer may still end by itself, so that its connection is
    /// kept.
    case draining(Transfer)
    case ended
  }

  var deadline = UInt64.max
  private let order: Order
  private unowned let loop: Loop
  private var state = State.resolving
  private var key: Secret?
  private var endpoint: Endpoint?
  private var retries: Retries
  private var redirects = 0
  private var asksForUsage = false
  private var memory = ReasoningMemory()
  private var head: ResponseHead?
  /// How long the body of an answer may still be silent; `nil` before its first byte.
  private var patience: Patience?
  private var reply: Reply?

  init(_ order: Order, loop: Loop) {
    self.order = order
    self.loop = loop
    retries = Retries(maxAttempts: order.provider.maxAttempts)
  }

  func begin() {
    loop.add(self, id: order.id)
    order.shared.resolveKey(of: order.provider, for: order.id)
  }

  func keyHasArrived(_ key: Result<Secret?, Failure>) {
    guard case .resolving = state else { return }
    do throws(Failure) {
      self.key = try key.get()
      endpoint = try Endpoint(order.provider, path: order.api.path)
      asksForUsage = order.api == .chat && order.shared.habits.asksForUsage(order.provider)
      if order.shared.habits.wantsReasoning(order.request.model, at: order.provider), recall() {
        return
      }
      try tryAgain()
    } catch {
      finish(.failed(error, attempts: retries.attempts))
    }
  }

  func deadlineHasPassed() {
    switch state {
    case .waiting:
      do throws(Failure) {
        try tryAgain()
      } catch {
        finish(.failed(error, attempts: retries.attempts))
      }
    case .sending(let transfer):
      loop.stop(transfer)
      conclude(broken: timeout(at: Clock.monotonicNanoseconds()))
    case .draining(let transfer):
      loop.stop(transfer)
      leave()
    case .resolving, .recalling, .ended: break
    }
  }

  func cancel(because reason: CancelReason) {
    switch state {
    case .sending(let transfer):
      loop.stop(transfer)
      finish(.cancelled(attempts: retries.attempts))
    case .resolving, .recalling, .waiting: finish(.cancelled(attempts: retries.attempts))
    case .draining(let transfer):
      loop.stop(transfer)
      leave()
    case .ended: break
    }
  }
}

// What the transfer says.
extension ChatRun {
  func transferIsSending() {
    loop.schedule(self, seconds: order.provider.firstByteTimeoutSeconds)
  }

  func transferHasHead(_ head: ResponseHead) {
    self.head = head
    reply = Reply(
      head: head, request: "POST \(endpoint?.parts.path ?? "")", api: order.api,
      expectsThought: order.shared.habits.thinksAtOnce(
        order.request.model, at: order.provider),
      outputLimitBytes: order.outputLimitBytes)
  }

  func transferHasBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch state {
    case .draining: return true
    case .resolving, .recalling, .waiting, .ended: return false
    case .sending(let transfer):
      var hasSpoken = false
      let goesOn =
        reply?.receive(bytes) { event in
          hasSpoken = true
          hear(event)
        } ?? false
      let now = Clock.monotonicNanoseconds()
      var patience = patience ?? Patience(with: order.provider, from: now)
      patience.hear(hasSpoken: hasSpoken, isFinished: reply?.isFinished == true, at: now)
      self.patience = patience
      loop.schedule(self, at: patience.deadline)
      if let reply, goesOn, case .completed(let reason) = reply.end {
        state = .draining(transfer)
        loop.schedule(self, seconds: Limits.drainSeconds)
        order.receive(.completed(completion(reason, of: reply)))
      }
      return goesOn
    }
  }

  func transferHasEnded(_ end: Transfer.End) {
    switch state {
    case .draining: leave()
    case .resolving, .recalling, .waiting, .ended: break
    case .sending:
      guard let endpoint else { return }
      if let failure = end.proxyFailure { return conclude(failure) }
      if end.failure == nil, let head {
        do throws(Failure) {
          if let next = try Redirect.target(
            end.redirectURL, of: head, from: endpoint, isPost: true, followed: redirects)
          {
            redirects += 1
            self.endpoint = next
            return try send()
          }
        } catch {
          return conclude(error)
        }
      }
      conclude(broken: end.failure)
    }
  }
}

// Tries.
extension ChatRun {
  private func tryAgain() throws(Failure) {
    retries.begin()
    redirects = 0
    try send()
  }

  private func send() throws(Failure) {
    guard let endpoint else { return }
    head = nil
    patience = nil
    reply = nil
    let body: any RequestBody =
      switch order.api {
      case .chat:
        ChatBody(
          request: memory.completed(order.request), quirks: order.provider.quirks,
          isOpenAI: endpoint.isOpenAI,
          asksForUsage: asksForUsage)
      case .responses: ResponsesBody(request: order.request)
      }
    let transfer = try Transfer(
      Transfer.Request(
        endpoint: endpoint, provider: order.provider, key: key,
        userAgent: order.shared.userAgent, body: try body.bytes()),
      delegate: self)
    state = .sending(transfer)
    // libcurl limits the time for connecting; this one is for a server that accepts but never
    // reads.
    let provider = order.provider
    loop.schedule(
      self, seconds: provider.connectTimeoutSeconds + provider.firstByteTimeoutSeconds)
    loop.start(transfer)
  }

  /// Called when a transfer has ended or was stopped; `broken` is the reason when it did not end
  /// properly.
  private func conclude(broken: Failure?) {
    guard var reply else {
      return conclude(broken ?? .headless(endpoint))
    }
    let end = reply.close(broken: broken, emit: hear)
    self.reply = reply
    switch end {
    case .completed(let reason): finish(.completed(completion(reason, of: reply)))
    case .failed(let failure): conclude(failure)
    }
  }

  private func conclude(_ failure: Failure) {
    let failure = failure.redacting(key)
    do throws(Failure) {
      if asksForUsage, Habits.refusesUsage(failure) {
        order.shared.habits.refusesUsage(order.provider)
        asksForUsage = false
        return try send()
      }
      if try turnReasoning(after: failure) { return }
    } catch {
      return finish(.failed(error.redacting(key), attempts: retries.attempts))
    }
    if failure.class == .auth { order.shared.keys.forget(order.provider.key) }
    let delay = retries.delayMs(
      after: failure, hasSpoken: reply?.hasSpoken ?? false,
      jitter: Double.random(in: -0.25...0.25))
    guard let delay else {
      return finish(.failed(failure, attempts: retries.attempts))
    }
    state = .waiting
    loop.schedule(self, seconds: Double(delay) / 1000)
    order.receive(
      .retrying(attempt: retries.attempts + 1, delayMs: delay, error: failure))
  }

  /// Passes on an event of the model, and learns from it how the model answers.
  private func hear(_ event: ModelEvent) {
    order.shared.habits.learn(event, of: order.request.model, at: order.provider)
    order.receive(event)
  }

  private func timeout(at now: UInt64) -> Failure {
    let place = endpoint?.display ?? order.provider.name
    guard let patience else {
      let waited = Words.seconds(order.provider.firstByteTimeoutSeconds)
      return Failure(
        .timeout, "\(place) did not answer: no byte for \(waited).", retryable: true)
    }
    return patience.failure(of: place, at: now)
  }

  private func completion(_ reason: String, of reply: Reply) -> Completion {
    Completion(
      finishReason: reason, usage: reply.answer.usage, model: reply.answer.model,
      requestId: reply.head.requestId, attempts: retries.attempts)
  }

  private func finish(_ event: ModelEvent) {
    leave()
    order.receive(event)
  }

  private func leave() {
    state = .ended
    deadline = .max
    loop.remove(order.id)
  }
}

// What the model thought, for a provider that wants it back.
extension ChatRun {
  /// Looks up earlier reasoning; false where none can be looked up.
  private func recall() -> Bool {
    guard order.api == .chat, let recall = order.request.recall,
      order.request.messages.contains(where: { $0.role == .assistant })
    else { return false }
    state = .recalling
    recall { [id = order.id, loop = order.shared.loop] thoughts in
      loop.enqueue { ($0.task(id) as? ChatRun)?.reasoningHasArrived(thoughts) }
    }
    return true
  }

  private func reasoningHasArrived(_ thoughts: [String?]) {
    guard case .recalling = state else { return }
    memory.send(thoughts)
    do throws(Failure) {
      // A repetition because of what a refusal taught does not count as an attempt.
      if retries.attempts == 0 { try tryAgain() } else { try send() }
    } catch {
      finish(.failed(error, attempts: retries.attempts))
    }
  }

  /// Repeats the request once, with the reasoning or without it, where `failure` asks for that.
  private func turnReasoning(after failure: Failure) throws(Failure) -> Bool {
    let wasSent = memory.isSent
    guard memory.turns(after: failure, of: order.provider), wasSent || recall() else {
      return false
    }
    order.shared.habits.learn(
      order.request.model, at: order.provider, wantsReasoning: !wasSent)
    if wasSent { try send() }
    return true
  }
}
