/// A provider's word for the end of an answer, in the words that turns record.
struct FinishReason: Equatable {
  /// `stop`, `length`, `content_filter`, `tool_calls`, or the provider's own word where it means
  /// none of these.
  let word: String
  /// The kind of failure that the word means; nil where the answer ended as it should, or was cut.
  let failure: Failure.Class?

  static let length = "length"
  static let contentFilter = "content_filter"
  /// Where we stopped it.
  static let outputLimit = "outputLimit"

  /// In lower case: what servers and gateways say for an answer that reached its limit.
  private static let lengths: Set = [
    "length", "max_tokens", "max_output_tokens", "max_length", "model_length",
    "model_context_window_exceeded",
  ]
  private static let filters: Set = [
    "content_filter", "content-filter", "safety", "recitation", "prohibited_content", "blocklist",
    "spii", "sensitive", "refusal",
  ]
  /// In lower case: the words by which providers and gateways end an answer that they could not
  /// finish. What begins with `error` or `malformed` is one too.
  private static let failures: [String: Failure.Class] = [
    "error": .server, "network_error": .server, "server_error": .server, "failed": .server,
    "failure": .server, "abort": .server, "aborted": .server, "cancelled": .server,
    "canceled": .server, "insufficient_system_resource": .server, "overloaded": .server,
    "timeout": .timeout, "deadline": .timeout, "rate_limit": .rateLimit,
    "error_toxic": .contentFilter, "error_limit": .contextLength,
  ]

  init(_ said: String) {
    let name = said.lowercased()
    if name.hasPrefix("malformed") {
      failure = .protocol
    } else {
      failure = Self.failures[name] ?? (name.hasPrefix("error") ? Failure.Class.server : nil)
    }
    if Self.lengths.contains(name) {
      word = Self.length
    } else if Self.filters.contains(name) {
      word = Self.contentFilter
    } else {
      word = Words.word(said)
    }
  }
}
