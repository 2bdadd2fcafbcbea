import ArgumentParser
import Wire

/// A time as people say it, for every option that takes one: a day, which begins at midnight here, a
/// time of it, or how long ago.
struct Moment: ExpressibleByArgument {
  let time: Timestamp

  /// What an error and `--help` show: each is a form, and understood as it stands.
  static let allValueStrings = [
    "2026-11-28", "2026-11-28T18:00", "2026-11-28T18:00+01:00", "2026-11-28T17:00:00Z", "2026-11",
    "28.11.2026", "now", "today", "yesterday", "yesterday 18:00", "18:00", "6pm", "noon",
    "midnight",
    "monday", "last monday", "28 nov", "november", "2h", "3d", "-3d", "4w", "3 days ago",
    "1795284000",
  ]

  /// What the shell offers.
  static let defaultCompletionKind = CompletionKind.list([
    "today", "yesterday", "now", "monday", "1h", "1d", "7d", "4w",
  ])

  init?(argument: String) {
    self.init(argument, now: .now)
  }

  init?(_ text: String, now: Timestamp) {
    let words = text.lowercased().replacing(",", with: " ").split(whereSeparator: \.isWhitespace)
    guard
      let time = words == ["now"]
        ? now
        : Timestamp(text) ?? Self.seconds(words) ?? Self.onDay(words, now)
          ?? TimeAgo(words)?.before(now)
    else { return nil }
    self.time = time
  }

  /// Seconds since 1970, of ten digits: since 2001, and no year or day is as long.
  private static func seconds(_ words: [Substring]) -> Timestamp? {
    guard words.count == 1, let digits = words.first, digits.utf8.count == 10,
      digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), digits.first != "0"
    else { return nil }
    return Int64(digits).map { Timestamp(milliseconds: $0 * 1000) }
  }

  /// A day, with a time of it or from its midnight on; a time alone is today's.
  private static func onDay(_ words: [Substring], _ now: Timestamp) -> Timestamp? {
    if words.count == 1, let joined = words.first, let mark = joined.firstIndex(of: "t"),
      let day = CalendarDay(iso: joined[..<mark])
    {
      return TimeOfDay(joined[joined.index(after: mark)...])?.on(day)
    }
    guard let (time, before) = time(endingIn: words) else {
      return SpokenDay.read(words, now: now)?.midnight
    }
    let named = before.last == "at" ? before.dropLast() : before
    let day = named.isEmpty ? CalendarDay(of: now) : SpokenDay.read(Array(named), now: now)
    return day.flatMap { time.on($0) }
  }

  /// The time of day that stands last, and what stands before it.
  private static func time(
    endingIn words: [Substring]
  ) -> (time: TimeOfDay, before: ArraySlice<Substring>)? {
    guard let last = words.last else { return nil }
    // `6 pm`
    if ["am", "pm"].contains(last), words.count > 1 {
      return TimeOfDay(spoken: words[words.count - 2] + last).map { ($0, words.dropLast(2)) }
    }
    let time = TimeOfDay(spoken: last) ?? (last.contains(":") ? TimeOfDay(last) : nil)
    return time.map { ($0, words.dropLast()) }
  }
}

/// How long ago: `3d`, `-3d`, `3 days`, `3 days ago`, `an hour ago`, `last week`.
private struct TimeAgo {
  private enum Unit {
    case minute, hour, day, week, month, year

    /// A single `m` may mean minutes or months: what is to be erased must not hang on that.
    init?(_ name: Substring) {
      switch name {
      case "min", "mins", "minute", "minutes": self = .minute
      case "h", "hour", "hours": self = .hour
      case "d", "day", "days": self = .day
      case "w", "week", "weeks": self = .week
      case "mo", "month", "months": self = .month
      case "y", "year", "years": self = .year
      default: return nil
      }
    }
  }

  /// Digits of a count.
  private static let digits = 5

  private let count: Int
  private let unit: Unit

  init?(_ words: [Substring]) {
    var words = words
    if words.last == "ago" {
      words.removeLast()
    } else if let first = words.first, first.hasPrefix("-"),
      first.dropFirst().first?.isNumber == true
    {
      words[0] = first.dropFirst()
    }
    if words.count == 1, let joined = words.first {
      let number = joined.prefix { $0.isNumber }
      words = [number, joined.dropFirst(number.count)]
    }
    guard words.count == 2, let unit = Unit(words[1]) else { return nil }
    switch words[0] {
    case "a", "an", "one", "last": count = 1
    case let number:
      guard number.utf8.count <= Self.digits, let count = Int(number), count > 0 else {
        return nil
      }
      self.count = count
    }
    self.unit = unit
  }

  /// `nil` before 1970.
  func before(_ now: Timestamp) -> Timestamp? {
    func less(_ minutes: Int) -> Timestamp {
      Timestamp(milliseconds: now.milliseconds - Int64(count * minutes) * 60_000)
    }
    let time: Timestamp? =
      switch unit {
      case .minute: less(1)
      case .hour: less(60)
      case .day: less(24 * 60)
      case .week: less(7 * 24 * 60)
      case .month: LocalTime(now)?.lessMonths(count)
      case .year: LocalTime(now)?.lessMonths(12 * count)
      }
    return time.flatMap { $0.milliseconds < 0 ? nil : $0 }
  }
}
