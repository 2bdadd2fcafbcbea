import Testing

@testable import OpenAI

struct ResponseHeadTests {
  private func wait(_ headers: String, status: Int = 429, unixSeconds: Int = 0) -> Int? {
    Recorded.head("HTTP/1.1 \(status) X\r\n\(headers)\r\n\r\n")
      .retryAfterMs(unixSeconds: unixSeconds)
  }

  @Test func `status, type and request id are read in any case`() {
    let head = Recorded.head(
      "HTTP/2 200 \r\ncontent-TYPE:  Text/Event-Stream ; charset=utf-8\r\nX-Request-ID: req_1\r\n\r\n"
    )
    #expect(head.status == 200)
    #expect(head.contentType == "text/event-stream")
    #expect(head.requestId == "req_1")
  }

  @Test func `an interim answer leaves no trace`() {
    let head = Recorded.head(
      "HTTP/1.1 103 Early\r\nx-request-id: no\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n")
    #expect(head.status == 404)
    #expect(head.requestId == nil)
  }

  @Test(arguments: [
    ("Retry-After: 3", 3000), ("Retry-After: 0", 0), ("Retry-After: -5", 0),
    ("Retry-After: 1.5", 1500), ("retry-after-ms: 250\r\nRetry-After: 9", 250),
    ("Retry-After: 99999999999999999999", 31_536_000_000),
    ("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:50:07 GMT", 30_000),
    ("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:07 GMT", 0),
  ])
  func `Retry-After is seconds or a date, never negative`(headers: String, ms: Int) {
    #expect(wait(headers) == ms)
    #expect(wait(headers, status: 503) == ms)
  }

  @Test func `a date without a Date header is counted from this machine's clock`() {
    #expect(wait("Retry-After: Thu, 01 Jan 1970 00:01:40 GMT", unixSeconds: 90) == 10_000)
  }

  @Test func `a budget that is spent names its reset, a full one does not`() {
    #expect(
      wait("x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1m0.5s") == 60_500)
    #expect(wait("x-ratelimit-remaining-tokens: 9\r\nx-ratelimit-reset-tokens: 6m0s") == nil)
    #expect(wait("x-ratelimit-reset-requests: 120ms\r\nx-ratelimit-reset-tokens: 2s") == 2000)
    #expect(wait("x-ratelimit-reset-tokens: 2s", status: 503) == nil)
    #expect(wait("Retry-After: soon") == nil)
  }

  @Test(arguments: [
    ("1s", 1000), ("6m0s", 360_000), ("120ms", 120), ("1h2m3.5s", 3_723_500), ("7", 7000),
  ])
  func `durations as OpenAI writes them`(text: String, ms: Int) {
    #expect(ResponseHead.durationMs(text) == ms)
  }

  @Test(arguments: ["", "s", "1d", "1s2", "nan", "-1s"])
  func `what is no duration is none`(text: String) {
    #expect(ResponseHead.durationMs(text) == nil)
  }
}
