extension Failure {
  /// The failure for an error of the provider, decided by the status, its code and its type; for a
  /// prompt that is too long also by its words, because vLLM has no code for that.
  ///
  /// A `status` of 200 means an error inside a stream: a numeric code then replaces the status.
  init(_ body: ErrorBody, head: ResponseHead, request: String, unixSeconds: Int) {
    let inStream = (200..<300).contains(head.status)
    let status = inStream ? Self.status(of: body) : head.status
    let said = body.message?.lowercased() ?? ""
    let kind = Self.kind(status: status, words: body.words, said: said)
    let retryable = [.rateLimit, .server, .timeout].contains(kind)
    self.init(
      kind,
      Self.sentence(
        kind, said: body.message, request: request,
        status: inStream ? nil : head.status),
      httpStatus: head.status, code: body.word, param: body.param,
      requestId: head.requestId, retryable: retryable,
      retryAfterMs: retryable
        ? head.retryAfterMs(unixSeconds: unixSeconds) ?? body.retryAfterMs : nil)
  }

  private static let contextWords: Set = [
    "context_length_exceeded", "exceed_context_size_error", "context_window_exceeded",
  ]
  private static let contextPhrases = [
    "maximum context length", "context size", "context window", "context length",
  ]
  private static let filterWords: Set = [
    "content_filter", "content_filter_error", "content_policy_violation",
    "image_content_policy_violation", "moderation_blocked", "responsibleaipolicyviolation",
  ]
  private static let quotaWords: Set = [
    "insufficient_quota", "credit_balance_exhausted", "project_spend_limit_exceeded",
  ]

  private static let authWords: Set = [
    "authentication_error", "authenticationerror", "invalid_api_key", "api_key_invalid",
    "invalid_authentication", "unauthenticated", "access_token_expired", "token_expired",
    "expired_api_key", "key_expired",
  ]

  /// Google has several codes for an invalid key, such as `API_KEY_EXPIRED`.
  private static func isAboutKey(_ word: String) -> Bool {
    authWords.contains(word) || word.hasPrefix("api_key_")
  }

  private static func kind(status: Int, words: [String], said: String) -> Class {
    if words.contains(where: contextWords.contains) { return .contextLength }
    if words.contains(where: filterWords.contains) { return .contentFilter }
    // Google answers 400 for an invalid key.
    if (400..<500).contains(status), words.contains(where: isAboutKey) { return .auth }
    switch status {
    case 401, 403: return .auth
    case 402: return .quota
    case 408, 504: return .timeout
    case 409: return .server
    case 429:
      let isBilling = words.contains {
        quotaWords.contains($0) || $0.contains("billing") || $0.hasPrefix("insufficient_")
      }
      return isBilling ? .quota : .rateLimit
    case 300..<500:
      return contextPhrases.contains(where: said.contains) ? .contextLength : .badRequest
    default: return .server
    }
  }

  /// The status that an error inside a stream stands for.
  private static func status(of body: ErrorBody) -> Int {
    if let number = body.code.flatMap({ Int($0) }), (400..<600).contains(number) { return number }
    for word in body.words {
      if isAboutKey(word) { return 401 }
      if word.hasPrefix("rate_limit") || quotaWords.contains(word) { return 429 }
      switch word {
      case "slow_down", "resource_exhausted", "too_many_requests", "throttling_error": return 429
      case "permission_error", "permission_denied": return 403
      case "not_found_error", "model_not_found", "not_found": return 404
      case "badrequesterror", "failed_precondition", "out_of_range": return 400
      case "deadline_exceeded", "timeout_error", "request_timeout": return 504
      case "unavailable", "overloaded_error", "service_unavailable": return 503
      default: break
      }
      if word.hasPrefix("invalid_") { return 400 }
    }
    return 500
  }

  /// The message; `status` is `nil` for an error that came after an answer had begun.
  private static func sentence(
    _ kind: Class, said: String?, request: String, status: Int?
  ) -> String {
    let what = said.flatMap { $0.isEmpty ? nil : $0 } ?? "no reason given"
    let answer =
      "\(request) \(status.map { "answered \($0)" } ?? "reported in its answer"): \(what)"
    switch kind {
    case .auth: return advised(answer, "check the provider's key")
    case .quota: return advised(answer, "the account's quota or credit is used up")
    case .contextLength: return advised(answer, "shorten the thread or the input")
    case .badRequest where what.contains("v1/responses") && request.hasSuffix(API.chat.path):
      return advised(answer, "set api: responses for this model")
    case .badRequest where status == 404 && request.hasSuffix(API.responses.path):
      return advised(answer, "check the base URL's path and the model's name, or set api: chat")
    case .badRequest where status == 404:
      return advised(answer, "check the base URL's path and the model's name")
    case .network, .timeout, .tls, .rateLimit, .badRequest, .server, .protocol, .contentFilter:
      return answer
    }
  }

  /// Adds advice after the provider's text, which may or may not end like a sentence.
  private static func advised(_ answer: String, _ advice: String) -> String {
    guard let last = answer.last, ".!?".contains(last) else { return "\(answer) – \(advice)." }
    return "\(answer) \(advice.prefix(1).uppercased())\(advice.dropFirst())."
  }
}
