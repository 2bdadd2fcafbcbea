/// Why a request to a provider came to nothing, as a person and a program may read it.
///
/// No member ever holds the key: what the provider echoes is redacted before a failure leaves.
package struct Failure: Error, Sendable, Equatable {
  /// The kinds of failure that PROTOCOL.md names for error -32005.
  package enum Class: String, Sendable, Equatable, CaseIterable {
    case network, timeout, tls, auth, rateLimit, quota, badRequest, server, `protocol`
    case contentFilter, contextLength
  }

  package var `class`: Class
  /// Says what happened and what to do next.
  package var message: String
  /// The status of the answer, also when the failure came inside a stream that began with 200.
  package var httpStatus: Int?
  /// The provider's own word for it, or `noKey`, `noAnswer`, `baseURL`, `shutDown` when it is ours.
  package var code: String?
  /// The request's member that the provider does not like.
  package var param: String?
  /// What the provider's support wants to hear (`x-request-id`).
  package var requestId: String?
  /// Whether the same request may succeed later. It says nothing about what was tried already.
  package var retryable: Bool
  /// How long the provider asks to be left alone.
  package var retryAfterMs: Int?
  /// What the answer cost that came to nothing, where the provider counted it.
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

  /// The same failure with every echo of `secret` struck out.
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
