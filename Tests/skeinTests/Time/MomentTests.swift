import Testing
import Wire

@testable import Commands

struct MomentTests {
  /// Sunday, 22 November 2026, in the evening of whatever zone this is.
  private let now = LocalTime(
    CalendarDay(year: 2026, month: 11, day: 22), hour: 18, minute: 4, second: 52
  ).moment

  private func day(_ text: String) -> Int64? {
    CalendarDay(iso: text)?.midnight.milliseconds
  }

  @Test func `a moment, a day and how long ago`() {
    #expect(Moment("2026-11-21T18:00:00Z", now: now)?.time.milliseconds == 1_795_284_000_000)
    #expect(Moment("12h", now: now)?.time.milliseconds == now.milliseconds - 12 * 3_600_000)
    #expect(Moment("2w", now: now)?.time.milliseconds == now.milliseconds - 14 * 86_400_000)
    let (day, next) = (Moment("2026-11-21", now: now), Moment("2026-11-22", now: now))
    #expect((next?.time.milliseconds ?? 0) - (day?.time.milliseconds ?? 0) == 86_400_000)
  }

  @Test(arguments: [
    ("2026-11-21T18:00+01:00", "2026-11-21T17:00:00Z"),
    ("2026-11-21T18:00:30.250-0530", "2026-11-21T23:30:30.250Z"),
    ("2026-11-21t18:00:00+02", "2026-11-21T16:00:00Z"),
    ("2026-11-21 18:00Z", "2026-11-21T18:00:00Z"),
  ])
  func `a time of another zone is what it is there`(_ text: String, _ utc: String) {
    #expect(Moment(text, now: now)?.time == Timestamp(utc))
  }

  @Test(arguments: [
    ("today", "2026-11-22"), ("yesterday", "2026-11-21"), ("tomorrow", "2026-11-23"),
    ("monday", "2026-11-16"), ("Mon", "2026-11-16"), ("sunday", "2026-11-22"),
    ("last sunday", "2026-11-15"), ("last monday", "2026-11-16"), ("november", "2026-11-01"),
    ("december", "2025-12-01"), ("28 nov", "2025-11-28"), ("Nov 21st", "2026-11-21"),
    ("november 28, 2026", "2026-11-28"), ("2026-02-28", "2026-02-28"),
    ("2026-10", "2026-10-01"), ("28.11.2026", "2026-11-28"), ("1.2.2026", "2026-02-01"),
    ("midnight", "2026-11-22"), ("yesterday midnight", "2026-11-21"),
  ])
  func `a day is named as people name it, and was`(_ text: String, _ day: String) {
    #expect(Moment(text, now: now)?.time.milliseconds == self.day(day), "\(text)")
  }

  @Test(arguments: [
    ("18:00", "2026-11-22"), ("yesterday 18:00", "2026-11-21"), ("monday at 18:00", "2026-11-16"),
    ("2026-11-01T18:00", "2026-11-01"), ("21 nov 18:00", "2026-11-21"), ("6pm", "2026-11-22"),
    ("6 PM", "2026-11-22"), ("yesterday 6:00pm", "2026-11-21"), ("28.11.2025 18:00", "2025-11-28"),
  ])
  func `a time of a day is this zone's`(_ text: String, _ day: String) throws {
    let midnight = try #require(self.day(day))
    #expect(Moment(text, now: now)?.time.milliseconds == midnight + 18 * 3_600_000)
  }

  @Test func `how long ago is said in words, and months are the calendar's`() {
    let hour: Int64 = 3_600_000
    for (text, ago) in [
      ("now", 0), ("an hour ago", hour), ("3 days ago", 72 * hour), ("3 days", 72 * hour),
      ("90min", hour * 3 / 2), ("last week", 168 * hour), ("1 day ago", 24 * hour),
    ] {
      #expect(Moment(text, now: now)?.time.milliseconds == now.milliseconds - ago, "\(text)")
    }
    #expect(
      Moment("2mo", now: now)?.time
        == LocalTime(CalendarDay(year: 2026, month: 9, day: 22), hour: 18, minute: 4, second: 52)
        .moment)
    let lastDay = CalendarDay(year: 2026, month: 3, day: 31).midnight
    #expect(
      Moment("a month ago", now: lastDay)?.time
        == CalendarDay(year: 2026, month: 2, day: 28).midnight)
  }

  @Test(arguments: [
    "", "d", "0d", "-", "--1d", "-last week", "1.5d", "2026-13-01", "2026-11-21x", "99999999d",
    "99999y", "3m",
    "13pm", "0am", "6:5pm", "pm", "2026-13", "2026-1", "32.1.2026", "28.11.26", "123456789",
    "12345678901", "last", "last 3 days ago", "25:00", "2026-11-21T24:30", "2026-11-21T18:00+25:00",
    "31 feb", "32 nov", "nov nov", "5 days before", "2026-1-1", "+1d", "١d",
  ])
  func `what is none of these`(_ text: String) {
    #expect(Moment(text, now: now) == nil)
  }

  @Test func `every form that the error shows is understood`() {
    for form in Moment.allValueStrings { #expect(Moment(form, now: now) != nil, "\(form)") }
  }

  @Test func `noon, a half and seconds since 1970`() throws {
    let midnight = try #require(day("2026-11-22"))
    let hour: Int64 = 3_600_000
    #expect(Moment("noon", now: now)?.time.milliseconds == midnight + 12 * hour)
    #expect(Moment("12am", now: now)?.time.milliseconds == midnight)
    #expect(Moment("12:30pm", now: now)?.time.milliseconds == midnight + 25 * hour / 2)
    #expect(Moment("1795284000", now: now)?.time == Timestamp("2026-11-21T18:00:00Z"))
    #expect(Moment("-3d", now: now)?.time.milliseconds == now.milliseconds - 72 * hour)
  }
}
