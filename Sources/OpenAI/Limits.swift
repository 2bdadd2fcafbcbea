/// Limits on the memory and time that a provider can take.
enum Limits {
  /// The output of one answer, reasoning and text together, unless the caller sets another limit.
  static let outputBytes = 8 << 20
  /// One server-sent event.
  static let eventBytes = 10 << 20
  /// Bytes that may arrive without any output: comments, empty deltas, a decompression bomb.
  static let silenceBytes = 64 << 20
  /// A whole answer, when the server does not stream.
  static let wholeBodyBytes = 16 << 20
  /// The body of an answer with another status than 2xx.
  static let errorBodyBytes = 64 << 10
  /// The status line and headers of one answer.
  static let headBytes = 256 << 10
  /// A provider's text quoted in a message of skein's, in characters.
  static let quotedCharacters = 200
  /// A provider's error message, in characters.
  static let errorMessageCharacters = 2000
  /// `finish_reason`, `model`, request ids, codes: words that are stored in database rows.
  static let wordCharacters = 256
  /// A model's id in a provider's list; a longer one is cut, and then names no model any more.
  static let modelIdBytes = 2 << 10
  /// Redirects with 307 and 308 that are followed in one attempt, to the same origin only.
  static let redirects = 3
  /// Connections kept open for the next request.
  static let idleConnections = 16
  /// The longest pause that a provider may ask for; when it asks for more, the request fails and
  /// names it.
  static let retryAfterMs = 60_000
  /// The wait for usage and `[DONE]` after the answer has ended.
  static let afterFinishSeconds = 5.0
  /// The wait, after `[DONE]`, for the end of the body, so that the connection can be used again.
  static let drainSeconds = 1.0
  /// The request for the list of models, from connecting to its last byte.
  static let modelsSeconds = 10.0
  /// A key from any source.
  static let keyBytes = 16 << 10
  /// The command that prints a key.
  static let keyCommandSeconds = 10.0
}
