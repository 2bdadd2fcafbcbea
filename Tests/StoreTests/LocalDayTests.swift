import Foundation
import Testing
import Wire

@testable import Store

/// Days as the machine's time zone has them; Foundation is the judge.
struct LocalDayTests {
  @Test func `a day begins and ends where the calendar says, for ten years of noons and midnights`()
  {
    let calendar = Calendar.current
    for hours in stride(from: Int64(0), to: 10 * 365 * 24, by: 7) {
      let time = Timestamp(milliseconds: 1_700_000_000_123 + hours * 3_600_000)
      let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
      let day = LocalDay(of: time)
      let start = calendar.startOfDay(for: date)
      #expect(day.start.milliseconds == Int64(start.timeIntervalSince1970) * 1000)
      #expect(day.start.milliseconds <= time.milliseconds)
      #expect(time.milliseconds < day.end.milliseconds)
      #expect(LocalDay(of: day.end).start == day.end)
    }
  }
}
