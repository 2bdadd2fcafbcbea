import OpenAI
import Wire

extension Fault {
  /// A provider's failure as an error of the protocol. Its message begins with the provider's name, so
  /// that everybody who reads it knows which provider failed.
  init(_ failure: Failure, of provider: Provider, turn: TurnID?) {
    var details = ProviderDetails(provider: provider.name, failureClass: .init(failure.class))
    details.turn = turn
    details.httpStatus = failure.httpStatus
    details.code = failure.code
    details.param = failure.param
    details.requestId = failure.requestId
    details.retryable = failure.retryable
    details.retryAfterMs = failure.retryAfterMs
    self = .provider("\(provider.name): \(failure.message)", details)
  }
}

extension ProviderFailureClass {
  init(_ failureClass: Failure.Class) {
    self =
      switch failureClass {
      case .network: .network
      case .timeout: .timeout
      case .tls: .tls
      case .auth: .auth
      case .rateLimit: .rateLimit
      case .quota: .quota
      case .badRequest: .badRequest
      case .server: .server
      case .protocol: .protocol
      case .contentFilter: .contentFilter
      case .contextLength: .contextLength
      }
  }
}
