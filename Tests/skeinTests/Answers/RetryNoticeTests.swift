import Testing
import Wire

@testable import Commands

struct RetryNoticeTests {
  @Test func `a wait for the provider counts down and says which attempt comes`() {
    let error = ErrorObject(
      .provider(
        "POST / answered 429: slowly",
        .init(provider: "p", failureClass: .rateLimit)))
    var notice = RetryNotice(
      .init(
        turnId: IDSource().next(), attempt: 2, maxAttempts: 5, delayMs: 2100, error: error))
    let reason = ". POST / answered 429: slowly."
    #expect(notice.line == "Trying again in 3 s, attempt 2 of 5\(reason)")
    var told = 0
    for second in 1...5 {
      notice.tick()
      told += notice.isDueInPipe ? 1 : 0
      #expect(
        notice.line
          == "Trying again\(second < 3 ? " in \(3 - second) s" : ""), attempt 2 of 5\(reason)")
    }
    #expect(told == 1)
  }
}
