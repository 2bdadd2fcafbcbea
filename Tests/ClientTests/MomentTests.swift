import Testing
import Wire

@testable import skein

struct MomentTests {
  private let now = Timestamp(milliseconds: 1_795_284_292_003)

  @Test func `a moment, a day and how long ago`() {
    #expect(Moment("2026-11-21T18:00:00Z", now: now)?.time.milliseconds == 1_795_284_000_000)
    #expect(Moment("12h", now: now)?.time.milliseconds == now.milliseconds - 12 * 3_600_000)
    #expect(Moment("2w", now: now)?.time.milliseconds == now.milliseconds - 14 * 86_400_000)
    let (day, next) = (Moment("2026-11-21", now: now), Moment("2026-11-22", now: now))
    #expect((next?.time.milliseconds ?? 0) - (day?.time.milliseconds ?? 0) == 86_400_000)
  }

  @Test(arguments: [
    "", "d", "0d", "-1d", "1.5d", "yesterday", "2026-13-01", "2026-11-21x", "99999999d",
  ])
  func `what is none of these`(_ text: String) {
    #expect(Moment(text, now: now) == nil)
  }

  @Test func `a snippet is told from its marks`() {
    let snippet = SnippetText("a \u{2}blue\u{3} yarn\u{1B}[31m")
    #expect(snippet.plain == "a blue yarn\u{1B}[31m")
    let shown = snippet.wrapped(to: 80, plain: { $0 }, match: { "<\($0)>" })
    #expect(shown == ["a <blue> yarn\u{FFFD}[31m"])
  }
}
