package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One day of the daemon's time zone, from its first moment to that of the next day.
package struct LocalDay: Sendable, Equatable {
  package let start: Timestamp
  package let end: Timestamp

  package init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  /// The day that contains `time`; clock changes of the zone make some days longer or shorter.
  package init(of time: Timestamp) {
    let seconds = time.milliseconds / 1000 - (time.milliseconds % 1000 < 0 ? 1 : 0)
    start = Self.beginning(of: time_t(seconds), daysLater: 0)
    end = Self.beginning(of: time_t(seconds), daysLater: 1)
  }

  /// Uses localtime(3) and mktime(3), because SQLite's `localtime` uses the first.
  private static func beginning(of seconds: time_t, daysLater: Int32) -> Timestamp {
    var (seconds, day) = (seconds, tm())
    localtime_r(&seconds, &day)
    day.tm_mday += daysLater
    (day.tm_hour, day.tm_min, day.tm_sec, day.tm_isdst) = (12, 0, 0, -1)
    var noon = mktime(&day)
    localtime_r(&noon, &day)
    let wanted = day.tm_mday
    (day.tm_hour, day.tm_isdst) = (0, -1)
    var midnight = mktime(&day)
    // Where clocks go forward at midnight, mktime may return a time on the evening before.
    localtime_r(&midnight, &day)
    if day.tm_mday != wanted {
      midnight += time_t(60 * (60 - Int(day.tm_min)) - Int(day.tm_sec))
    }
    return Timestamp(milliseconds: Int64(midnight) * 1000)
  }
}
