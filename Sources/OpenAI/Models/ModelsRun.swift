import JSON

/// One request for a provider's models, on the loop's thread.
final class ModelsRun: LoopTask {
  struct Order: Sendable {
    let id: UInt64
    let provider: Provider
    let shared: ModelClient.Shared
    let receive: @Sendable (Result<[Model], Failure>) -> Void
  }

  var deadline = UInt64.max
  private let order: Order
  private unowned let loop: Loop
  private var key: Secret?
  private var endpoint: Endpoint?
  private var transfer: Transfer?
  private var redirects = 0
  private var head: ResponseHead?
  private var body: [UInt8] = []
  private var hasEnded = false

  init(_ order: Order, loop: Loop) {
    self.order = order
    self.loop = loop
  }

  func begin() {
    loop.add(self, id: order.id)
    order.shared.resolveKey(of: order.provider, for: order.id)
  }

  func keyHasArrived(_ key: Result<Secret?, Failure>) {
    if hasEnded { return }
    do throws(Failure) {
      self.key = try key.get()
      endpoint = try Endpoint(order.provider, path: "/models")
      loop.schedule(self, seconds: Limits.modelsSeconds)
      try send()
    } catch {
      finish(.failure(error))
    }
  }

  func deadlineHasPassed() {
    let place = endpoint?.display ?? order.provider.name
    finish(
      .failure(
        Failure(
          .timeout,
          "\(place) did not list its models within \(Words.seconds(Limits.modelsSeconds)).",
          retryable: true)))
  }

  func cancel(because reason: CancelReason) {
    switch reason {
    case .asked: finish(.failure(ModelClient.cancelled))
    case .shutDown: finish(.failure(ModelClient.shutDown))
    }
  }

  func transferIsSending() {}

  func transferHasHead(_ head: ResponseHead) {
    self.head = head
  }

  func transferHasBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    body += bytes
    return body.count <= Limits.wholeBodyBytes
  }

  func transferHasEnded(_ end: Transfer.End) {
    guard let endpoint else { return }
    do throws(Failure) {
      if let failure = end.proxyFailure ?? end.failure { throw failure }
      guard let head else { throw .headless(endpoint) }
      if let next = try Redirect.target(
        end.redirectURL, of: head, from: endpoint, isPost: false, followed: redirects)
      {
        redirects += 1
        self.endpoint = next
        return try send()
      }
      finish(.success(try models(head, path: endpoint.parts.path)))
    } catch {
      finish(.failure(error))
    }
  }
}

extension ModelsRun {
  private func send() throws(Failure) {
    guard let endpoint else { return }
    head = nil
    body = []
    let transfer = try Transfer(
      Transfer.Request(
        endpoint: endpoint, provider: order.provider, key: key, userAgent: order.shared.userAgent),
      delegate: self)
    self.transfer = transfer
    loop.start(transfer)
  }

  private func models(_ head: ResponseHead, path: String) throws(Failure) -> [Model] {
    guard (200..<300).contains(head.status) else {
      if Failure.missingListStatuses.contains(head.status) {
        throw .missingList(head, request: "GET \(path)")
      }
      throw Failure(
        ErrorBody(body: body) ?? ErrorBody(unreadable: body), head: head, request: "GET \(path)",
        unixSeconds: Clock.unixSeconds())
    }
    let models = ModelListBody.models(in: body)
    if let models, models.contains(where: { !$0.id.isEmpty }) { return models }
    if let said = ModelListBody.error(in: body, isList: models != nil) {
      throw Failure(
        said, head: head, request: "GET \(path)", unixSeconds: Clock.unixSeconds())
    }
    if let models { return models }
    throw Failure(
      .protocol, "GET \(path) answered without a list of models: \(Words.quote(body))",
      httpStatus: head.status, requestId: head.requestId)
  }

  private func finish(_ result: Result<[Model], Failure>) {
    if hasEnded { return }
    hasEnded = true
    if let transfer { loop.stop(transfer) }
    loop.remove(order.id)
    if case .failure(let failure) = result, failure.class == .auth {
      order.shared.keys.forget(order.provider.key)
    }
    order.receive(result.mapError { $0.redacting(key) })
  }
}
