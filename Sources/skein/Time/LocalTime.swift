import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment in the fields of this time zone's clocks; what summer time does is for the C library to
/// say.
struct LocalTime {
  private var fields: tm

  init?(_ moment: Timestamp) {
    var seconds = time_t(moment.milliseconds / 1000)
    var fields = tm()
    guard localtime_r(&seconds, &fields) != nil else { return nil }
    self.fields = fields
  }

  init(_ day: CalendarDay, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    fields = tm()
    fields.tm_year = Int32(day.year - 1900)
    fields.tm_mon = Int32(day.month - 1)
    fields.tm_mday = Int32(day.day)
    fields.tm_hour = Int32(hour)
    fields.tm_min = Int32(minute)
    fields.tm_sec = Int32(second)
  }

  var day: CalendarDay {
    CalendarDay(
      year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))
  }

  /// Since Sunday.
  var weekday: Int { Int(fields.tm_wday) }

  /// Fields out of their range, as the 32nd of a month, are what the calendar makes of them.
  var moment: Timestamp {
    var fields = fields
    fields.tm_isdst = -1
    return Timestamp(milliseconds: Int64(mktime(&fields)) * 1000)
  }

  /// At the same time of the day; the last of the month where it has not so many days.
  func lessMonths(_ count: Int) -> Timestamp? {
    var earlier = self
    earlier.fields.tm_mon -= Int32(count)
    guard let found = LocalTime(earlier.moment) else { return nil }
    if found.fields.tm_mday != fields.tm_mday { earlier.fields.tm_mday -= found.fields.tm_mday }
    return earlier.moment
  }
}

extension LocalTime {
  /// To the second, `18:04:45`, or the day, `28 Nov`, of what is not today's.
  static func short(_ moment: Timestamp, now: Timestamp = .now) -> String {
    guard let local = LocalTime(moment) else { return moment.description }
    return local.formatted(local.day == CalendarDay(of: now) ? "%H:%M:%S" : "%d %b")
  }

  private func formatted(_ format: String) -> String {
    var (fields, buffer) = (self.fields, [CChar](repeating: 0, count: 32))
    let count = strftime(&buffer, buffer.count, format, &fields)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// To the minute: `2026-11-28 18:04`.
  static func text(of moment: Timestamp) -> String {
    guard let local = LocalTime(moment) else { return moment.description }
    return local.formatted("%Y-%m-%d %H:%M")
  }
}
