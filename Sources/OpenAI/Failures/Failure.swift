/// Why a request to a provider failed, for people and for programs.
///
/// No member ever contains the key: it is removed from a provider's text before a failure leaves
/// this target.
package struct Failure: Error, Sendable, Equatable {
  /// The classes of failure that PROTOCOL.md defines for error -32005.
  package enum Class: String, Sendable, Equatable, CaseIterable {
    case network, timeout, tls, auth, rateLimit, quota, badRequest, server, `protocol`
    case contentFilter, contextLength
  }

  package var `class`: Class
  /// Says what happened and what to do next.
  package var message: String
  /// The status of the answer; for an error inside a stream that began with 200, the status that it
  /// stands for.
  package var httpStatus: Int?
  /// The provider's own code, or a code of skein's, such as `noKey`, `noAnswer`, `baseURL` and
  /// `shutDown`.
  package var code: String?
  /// The request's member that the provider refuses.
  package var param: String?
  /// The id that the provider's support asks for (`x-request-id`).
  package var requestId: String?
  /// Whether the same request may succeed later, independent of the attempts so far.
  package var retryable: Bool
  /// How long the provider asks to wait.
  package var retryAfterMs: Int?
  /// The usage of the failed answer, where the provider counted it.
  package var usage: Usage?

  package init(
    _ class: Class, _ message: String, httpStatus: Int? = nil, code: String? = nil,
    param: String? = nil, requestId: String? = nil, retryable: Bool = false,
    retryAfterMs: Int? = nil
  ) {
    self.class = `class`
    self.message = message
    self.httpStatus = httpStatus
    self.code = code
    self.param = param
    self.requestId = requestId
    self.retryable = retryable
    self.retryAfterMs = retryAfterMs
  }

  /// The same failure with every copy of `secret` removed.
  func redacting(_ secret: Secret?) -> Failure {
    guard let secret else { return self }
    var failure = self
    failure.message = secret.redact(message)
    failure.code = code.map(secret.redact)
    failure.param = param.map(secret.redact)
    failure.requestId = requestId.map(secret.redact)
    return failure
  }
}
