import Wire

/// The wait before a provider is asked again, in words that count down.
struct RetryNotice {
  /// After so many seconds without a word a pipe's reader is told as well.
  static let silentSeconds = 3

  private let attempt: Int
  private let maxAttempts: Int
  /// Why the attempt before failed.
  let reason: String
  private var leftSeconds: Int
  /// Since the first failure.
  var waitedSeconds = 0

  init(_ retry: TurnRetrying.Params) {
    attempt = retry.attempt
    maxAttempts = retry.maxAttempts
    reason = FaultWords.words(of: retry.error.message)
    leftSeconds = (retry.delayMs + 999) / 1000
  }

  /// A second has passed.
  mutating func tick() {
    leftSeconds = max(0, leftSeconds - 1)
    waitedSeconds += 1
  }

  /// Whether it is now that somebody who sees no status line is told: once a question.
  var isDueInPipe: Bool { waitedSeconds == Self.silentSeconds }

  /// What is said at the end to who has read the reason already.
  var end: String { "Given up after attempt \(attempt) of \(maxAttempts)." }

  /// The count comes first: a narrow terminal cuts the end.
  var line: String {
    let wait = leftSeconds > 0 ? " in \(leftSeconds) s" : ""
    let end = reason.last.map { ".!?…".contains($0) } == true ? "" : "."
    return "Trying again\(wait), attempt \(attempt) of \(maxAttempts). \(reason)\(end)"
  }
}
