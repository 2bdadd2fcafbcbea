/// Bounds on what a provider may make this process hold or wait for.
enum Limits {
  /// What one answer may say, reasoning and text together, unless the caller says otherwise.
  static let outputBytes = 8 << 20
  /// One server-sent event.
  static let eventBytes = 10 << 20
  /// What may arrive without a word said: comments, empty deltas, a decompressed bomb.
  static let silenceBytes = 64 << 20
  /// An answer that comes whole, because the server does not stream.
  static let wholeBodyBytes = 16 << 20
  /// The body of an answer that is not 2xx.
  static let errorBodyBytes = 64 << 10
  /// The status line and headers of one answer.
  static let headBytes = 256 << 10
  /// A provider's text quoted in a message of ours, in characters.
  static let quotedCharacters = 200
  /// A provider's error message, in characters.
  static let errorMessageCharacters = 2000
  /// `finish_reason`, `model`, request ids, codes: words that go into a database row.
  static let wordCharacters = 256
  /// A model's id in a provider's list; what is longer is cut, and no model's name any more.
  static let modelIdBytes = 2 << 10
  /// Same-origin 307 and 308 answers that are followed in one try.
  static let redirects = 3
  /// Connections kept open for the next request.
  static let idleConnections = 16
  /// A pause that a provider asks for and gets; a longer one is a failure that names it.
  static let retryAfterMs = 60_000
  /// The wait for usage and `[DONE]` once the answer has ended.
  static let afterFinishSeconds = 5.0
  /// The wait, after `[DONE]`, for the end that lets the connection serve again.
  static let drainSeconds = 1.0
  /// The list of models, from connecting to its last byte.
  static let modelsSeconds = 10.0
  /// A key, wherever it comes from.
  static let keyBytes = 16 << 10
  /// The command that prints a key.
  static let keyCommandSeconds = 10.0
}
