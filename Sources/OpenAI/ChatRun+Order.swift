extension ChatRun {
  /// The values that a run needs; made where the request is made.
  struct Order: Sendable {
    let id: UInt64
    let request: ChatRequest
    let provider: Provider
    let outputLimitBytes: Int
    let shared: ModelClient.Shared
    let receive: @Sendable (ModelEvent) -> Void

    var api: API { provider.api(of: request.model) }
  }
}
