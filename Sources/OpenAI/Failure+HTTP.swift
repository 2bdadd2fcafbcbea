extension Failure {
  /// What an error of the provider means, from the status, its code and type, and for a prompt
  /// that is too long also from its words (vLLM has no code for it).
  ///
  /// A `status` of 200 is an error inside a stream: a numeric code then stands for the status.
  init(_ body: ErrorBody, head: ResponseHead, request: String, unixSeconds: Int) {
    let inStream = (200..<300).contains(head.status)
    let status = inStream ? Self.status(of: body) : head.status
    let words = [body.code, body.type].compactMap { $0?.lowercased() }
    let said = body.message?.lowercased() ?? ""
    let kind = Self.kind(status: status, words: words, said: said)
    let retryable = [.rateLimit, .server, .timeout].contains(kind)
    self.init(
      kind, Self.sentence(kind, status: head.status, said: body.message, request: request),
      httpStatus: head.status, code: Self.code(of: body), param: body.param,
      requestId: head.requestId, retryable: retryable,
      retryAfterMs: retryable ? head.retryAfterMs(unixSeconds: unixSeconds) : nil)
  }

  /// Its code, unless that only repeats a status and the type says more.
  private static func code(of body: ErrorBody) -> String? {
    guard let code = body.code, Int(code) == nil else { return body.type ?? body.code }
    return code
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

  private static func kind(status: Int, words: [String], said: String) -> Class {
    if words.contains(where: contextWords.contains) { return .contextLength }
    if words.contains(where: filterWords.contains) { return .contentFilter }
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

  /// The status that an error inside a stream would have had.
  private static func status(of body: ErrorBody) -> Int {
    if let number = body.code.flatMap({ Int($0) }), (400..<600).contains(number) { return number }
    let words = [body.code, body.type].compactMap { $0?.lowercased() }
    for word in words {
      if word.hasPrefix("rate_limit") || word == "slow_down" || quotaWords.contains(word) {
        return 429
      }
      if word == "authentication_error" || word == "invalid_api_key" { return 401 }
      if word == "permission_error" { return 403 }
      if word.hasPrefix("invalid_") || word == "badrequesterror" { return 400 }
      if word == "not_found_error" || word == "model_not_found" { return 404 }
    }
    return 500
  }

  private static func sentence(
    _ kind: Class, status: Int, said: String?, request: String
  ) -> String {
    let what = said.flatMap { $0.isEmpty ? nil : $0 } ?? "no reason given"
    let answer = "\(request) answered \(status): \(what)"
    switch kind {
    case .auth: return "\(answer) – check the provider's key."
    case .quota: return "\(answer) – the account's quota or credit is used up."
    case .contextLength: return "\(answer) – shorten the thread or the input."
    case .badRequest where what.contains("v1/responses") && request.hasSuffix(API.chat.path):
      return "\(answer) – set api: responses for this model."
    case .badRequest where status == 404 && request.hasSuffix(API.responses.path):
      return "\(answer) – check the base URL's path and the model's name, or set api: chat."
    case .badRequest where status == 404:
      return "\(answer) – check the base URL's path and the model's name."
    case .network, .timeout, .tls, .rateLimit, .badRequest, .server, .protocol, .contentFilter:
      return answer
    }
  }
}
