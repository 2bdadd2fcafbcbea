/// Decides whether a request that failed is tried again, and when.
///
/// Connection errors, timeouts before the first byte, 408, 409, 429 without a billing code and 5xx
/// are; never what the model began to answer, never what would fail the same way again.
struct Retries: Equatable {
  let maxAttempts: Int
  /// Tries begun.
  private(set) var attempts = 0

  init(maxAttempts: Int) {
    self.maxAttempts = maxAttempts
  }

  mutating func begin() {
    attempts += 1
  }

  /// The wait before the next try, nil when this failure is the end.
  ///
  /// 0.5 s, doubled each time up to 8 s, give or take `jitter` (−0.25…0.25) of it, and never less
  /// than the provider asks for. One that asks for more than a minute is not waited for.
  func delayMs(after failure: Failure, hasSpoken: Bool, jitter: Double) -> Int? {
    guard failure.retryable, !hasSpoken, attempts < maxAttempts else { return nil }
    let asked = failure.retryAfterMs ?? 0
    guard asked <= Limits.retryAfterMs else { return nil }
    let doublings = min(max(attempts - 1, 0), 4)
    let backoff = Double(500 << doublings) * (1 + min(max(jitter, -0.25), 0.25))
    return max(asked, Int(backoff.rounded()))
  }
}
