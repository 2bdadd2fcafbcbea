import ArgumentParser
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A time as people say it: a day of this time zone, a moment, or how long ago.
struct Moment: ExpressibleByArgument {
  let time: Timestamp

  init?(argument: String) {
    self.init(argument, now: .now)
  }

  init?(_ text: String, now: Timestamp) {
    if let time = Timestamp(text) ?? Self.midnight(text) ?? Self.ago(text, now) {
      self.time = time
    } else {
      return nil
    }
  }

  /// `12h`, `7d`, `4w`
  private static func ago(_ text: String, _ now: Timestamp) -> Timestamp? {
    let hours: Int64
    switch text.last {
    case "h": hours = 1
    case "d": hours = 24
    case "w": hours = 24 * 7
    default: return nil
    }
    guard text.utf8.count <= 8, let count = Int64(text.dropLast()), count > 0 else { return nil }
    return Timestamp(milliseconds: now.milliseconds - count * hours * 3_600_000)
  }

  /// `2026-11-21`
  private static func midnight(_ text: String) -> Timestamp? {
    // The same rule for what a date is.
    guard Timestamp(text + "T00:00:00Z") != nil else { return nil }
    let parts = text.split(separator: "-").compactMap { Int32($0) }
    guard parts.count == 3 else { return nil }
    var day = tm()
    (day.tm_year, day.tm_mon, day.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2])
    // Whether summer time is in force that day is for the C library to say.
    day.tm_isdst = -1
    return Timestamp(milliseconds: Int64(mktime(&day)) * 1000)
  }
}
