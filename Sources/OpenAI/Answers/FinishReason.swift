/// A provider's finish reason, translated to the words that turns store.
struct FinishReason: Equatable {
  /// `stop`, `length`, `content_filter`, `tool_calls`, or the provider's own word where it means
  /// something else.
  let word: String
  /// The class of failure that the word means; `nil` where the answer ended normally or was cut
  /// off.
  let failure: Failure.Class?

  static let length = "length"
  static let contentFilter = "content_filter"
  static let toolCalls = "tool_calls"
  static let stop = "stop"
  /// The reason when skein itself stopped the answer.
  static let outputLimit = "outputLimit"

  /// In lower case: the words of servers and gateways for an answer that reached its limit.
  private static let lengths: Set = [
    "length", "max_tokens", "max_output_tokens", "max_length", "model_length",
    "model_context_window_exceeded",
  ]
  private static let filters: Set = [
    "content_filter", "content-filter", "safety", "recitation", "prohibited_content", "blocklist",
    "spii", "sensitive", "refusal",
  ]
  private static let tools: Set = ["tool_calls", "tool_call", "tool_use", "function_call"]
  /// In lower case: words of providers and gateways for an answer that they could not finish, and
  /// that contain none of `failingParts`.
  private static let failures: [String: Failure.Class] = [
    "abort": .server, "aborted": .server, "cancelled": .server, "canceled": .server,
    "insufficient_system_resource": .server, "error_toxic": .contentFilter,
    "error_limit": .contextLength,
  ]
  /// Parts of words that mean failure, such as `internal_error`, `engineError`, `error_finish`. The
  /// most specific one comes first.
  private static let failingParts: [(String, Failure.Class)] = [
    ("malformed", .protocol), ("unexpected_tool", .protocol), ("timeout", .timeout),
    ("timed_out", .timeout), ("deadline", .timeout), ("rate_limit", .rateLimit),
    ("error", .server), ("fail", .server), ("exception", .server), ("overload", .server),
    ("unavailable", .server), ("crash", .server),
  ]
  private static let noFailures: Set = ["no_error", "noerror"]

  /// The failure that a word means; it must be in lower case, with `_` between its parts.
  private static func failure(_ name: String) -> Failure.Class? {
    if noFailures.contains(name) { return nil }
    return failures[name] ?? failingParts.first { name.contains($0.0) }?.1
  }

  init(_ said: String) {
    let name = said.lowercased()
    failure = Self.failure(name.replacing("-", with: "_").replacing(" ", with: "_"))
    if Self.tools.contains(name) {
      word = Self.toolCalls
    } else if Self.lengths.contains(name) {
      word = Self.length
    } else if Self.filters.contains(name) {
      word = Self.contentFilter
    } else {
      word = Words.word(said)
    }
  }
}
