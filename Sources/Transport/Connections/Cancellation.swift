import Wire

/// `$/cancelRequest`, as in LSP. The connection itself handles it, because only it knows the ids.
enum Cancellation {
  static let method = "$/cancelRequest"

  /// Cancels the named request and returns the answer; `nil` for a notification, the usual form.
  static func perform(
    _ request: Request, on exchange: Exchange, log: ListenerConfiguration.Log
  ) -> [UInt8]? {
    if let named = RequestID(cancelling: request.params) {
      exchange.cancel(named)
      return request.id.map { Outbound.answer($0, result: Array("{}".utf8)) }
    }
    let fault = Fault.invalidParams(path: "id", expected: "the id of a request")
    guard let id = request.id else {
      log(.info, "notification \(method): \(fault.message)")
      return nil
    }
    return Outbound.answer(id, fault: fault)
  }
}
