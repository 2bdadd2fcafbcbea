/// Decides whether a failed request is repeated, and when.
///
/// Connection errors, timeouts before the first byte, 408, 409, 429 without a billing code, and 5xx
/// are repeated; never a request after the model's first output, and never one that would fail the
/// same way again.
struct Retries: Equatable {
  let maxAttempts: Int
  /// The number of attempts so far.
  private(set) var attempts = 0

  init(maxAttempts: Int) {
    self.maxAttempts = maxAttempts
  }

  mutating func begin() {
    attempts += 1
  }

  /// The wait before the next attempt; `nil` when this failure is final.
  ///
  /// 0.5 s, doubled each time up to 8 s, changed by `jitter` (−0.25…0.25) of it, and never shorter
  /// than the provider asks for. If it asks for more than a minute, the request is not repeated.
  func delayMs(after failure: Failure, hasSpoken: Bool, jitter: Double) -> Int? {
    guard failure.retryable, !hasSpoken, attempts < maxAttempts else { return nil }
    let asked = failure.retryAfterMs ?? 0
    guard asked <= Limits.retryAfterMs else { return nil }
    let doublings = min(max(attempts - 1, 0), 4)
    let backoff = Double(500 << doublings) * (1 + min(max(jitter, -0.25), 0.25))
    return max(asked, Int(backoff.rounded()))
  }
}
