import Wire

/// A day as people name it.
enum SpokenDay {
  /// In the order of the calendar, the first three letters being enough.
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  /// `2026-11-28`, `2026-11`, `28.11.2026`, `today`, `yesterday`, `tomorrow`,
  /// `monday`, `last monday`, `november`, `28 nov`,
  /// `nov 28 2026`. Without a year, the last that was, or is today.
  static func read(_ words: [Substring], now: Timestamp) -> CalendarDay? {
    guard let local = LocalTime(now), let first = words.first, words.count <= 3 else { return nil }
    if words.count == 1 {
      switch first {
      case "today": return local.day
      case "yesterday": return local.day.adding(days: -1)
      case "tomorrow": return local.day.adding(days: 1)
      default:
        if let day = CalendarDay(iso: first) ?? CalendarDay(month: first)
          ?? CalendarDay(dotted: first)
        {
          return day
        }
        if let weekday = number(of: first, in: weekdays) {
          return local.day.adding(days: -((local.weekday - weekday + 7) % 7))
        }
      }
    }
    if words.count == 2, first == "last", let weekday = number(of: words[1], in: weekdays) {
      return local.day.adding(days: -((local.weekday - weekday + 6) % 7 + 1))
    }
    return inMonth(words, today: local.day)
  }

  private static func inMonth(_ words: [Substring], today: CalendarDay) -> CalendarDay? {
    var words = words
    guard let place = words.firstIndex(where: { number(of: $0, in: months) != nil }),
      let month = number(of: words.remove(at: place), in: months)
    else { return nil }
    var (day, year): (Int?, Int?)
    for word in words {
      guard let number = ordinal(word) else { return nil }
      if word.count == 4, word.allSatisfy(\.isNumber), year == nil {
        year = number
      } else if word.utf8.count <= 4, day == nil {
        day = number
      } else {
        return nil
      }
    }
    let found = CalendarDay(year: year ?? today.year, month: month + 1, day: day ?? 1)
    guard found.isReal else { return nil }
    let isAhead = found.description > today.description
    return year == nil && isAhead
      ? CalendarDay(year: today.year - 1, month: found.month, day: found.day) : found
  }

  /// `28`, `28th`
  private static func ordinal(_ word: Substring) -> Int? {
    let digits = word.prefix { $0.isNumber }
    guard ["", "st", "nd", "rd", "th", "."].contains(word.dropFirst(digits.count)) else {
      return nil
    }
    return digits.utf8.count <= 4 ? Int(digits) : nil
  }

  private static func number(of word: Substring, in names: [String]) -> Int? {
    word.count < 3 ? nil : names.firstIndex { $0.hasPrefix(word) }
  }
}
