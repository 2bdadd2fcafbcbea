import Testing

@testable import OpenAI

struct RetriesTests {
  private let busy = Failure(.server, "busy", retryable: true)

  /// The wait after `attempts` tries.
  private func delay(
    after failure: Failure, attempts: Int, of most: Int = 9, hasSpoken: Bool = false,
    jitter: Double = 0
  ) -> Int? {
    var retries = Retries(maxAttempts: most)
    for _ in 0..<attempts { retries.begin() }
    return retries.delayMs(after: failure, hasSpoken: hasSpoken, jitter: jitter)
  }

  @Test func `waits double from half a second to eight`() {
    #expect(
      (1...7).map { delay(after: busy, attempts: $0) } == [500, 1000, 2000, 4000, 8000, 8000, 8000])
  }

  @Test func `jitter is a quarter at most`() {
    #expect(delay(after: busy, attempts: 1, jitter: 0.25) == 625)
    #expect(delay(after: busy, attempts: 1, jitter: -0.25) == 375)
    #expect(delay(after: busy, attempts: 1, jitter: 9) == 625)
  }

  @Test func `the last try is the last`() {
    #expect(delay(after: busy, attempts: 4, of: 5) == 4000)
    #expect(delay(after: busy, attempts: 5, of: 5) == nil)
    #expect(delay(after: busy, attempts: 1, of: 1) == nil)
  }

  @Test func `nothing is repeated after the first word, or when it can't help`() {
    #expect(delay(after: busy, attempts: 1, hasSpoken: true) == nil)
    #expect(delay(after: Failure(.quota, "pay"), attempts: 1) == nil)
  }

  @Test func `the provider's wait is kept up to a minute, and a longer one is not waited for`() {
    var asking = busy
    asking.retryAfterMs = 3000
    #expect(delay(after: asking, attempts: 1, jitter: -0.25) == 3000)
    #expect(delay(after: asking, attempts: 5) == 8000)
    asking.retryAfterMs = 60_000
    #expect(delay(after: asking, attempts: 1) == 60_000)
    asking.retryAfterMs = 60_001
    #expect(delay(after: asking, attempts: 1) == nil)
  }
}
