import Wire

/// A day of the calendar.
struct CalendarDay: Equatable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  init?(of moment: Timestamp) {
    guard let local = LocalTime(moment) else { return nil }
    self = local.day
  }

  /// `2026-11-28`
  init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(part) : nil
    }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    guard isReal else { return nil }
  }

  /// `2026-11`, its first day.
  init?(month text: Substring) {
    guard text.utf8.count == 7 else { return nil }
    self.init(iso: text + "-01")
  }

  /// `28.11.2026`, `1.2.2026`: only where days come first are there dots.
  init?(dotted text: Substring) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 4,
      parts.prefix(2).allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return nil }
    func padded(_ number: Substring) -> String {
      number.utf8.count == 1 ? "0\(number)" : "\(number)"
    }
    self.init(iso: "\(parts[2])-\(padded(parts[1]))-\(padded(parts[0]))")
  }

  /// Whether the calendar has it.
  var isReal: Bool { Timestamp("\(self)T00:00:00Z") != nil }

  /// When it begins here.
  var midnight: Timestamp { LocalTime(self).moment }

  func adding(days: Int) -> CalendarDay? {
    // Noon is there on every day.
    let shifted = CalendarDay(year: year, month: month, day: day + days)
    return CalendarDay(of: LocalTime(shifted, hour: 12).moment)
  }
}

extension CalendarDay: CustomStringConvertible {
  var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// `18:00`, `18:00:30.5`, with `Z` or `+01:00` where it is another zone's.
struct TimeOfDay {
  private let clock: Substring
  /// How far the zone's clocks are ahead of UTC; `nil` for this one.
  private let offsetMinutes: Int?

  init?(_ text: Substring) {
    let mark = text.firstIndex { "z+-".contains($0) } ?? text.endIndex
    clock = text[..<mark]
    if mark == text.endIndex {
      offsetMinutes = nil
    } else {
      guard let offset = Self.offset(text[mark...]) else { return nil }
      offsetMinutes = offset
    }
  }

  /// `noon`, `midnight`, `6pm`, `6:30pm`: this zone's.
  init?(spoken text: Substring) {
    offsetMinutes = nil
    switch text {
    case "noon":
      clock = "12:00"
      return
    case "midnight":
      clock = "00:00"
      return
    default: break
    }
    guard text.hasSuffix("am") || text.hasSuffix("pm") else { return nil }
    let parts = text.dropLast(2).split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
      (1...2).contains(parts[0].utf8.count), let hour = Int(parts[0]), (1...12).contains(hour)
    else { return nil }
    let minutes = parts.count == 2 ? parts[1] : "00"
    guard minutes.utf8.count == 2 else { return nil }
    let inDay = hour % 12 + (text.hasSuffix("pm") ? 12 : 0)
    clock = "\(inDay < 10 ? "0" : "")\(inDay):\(minutes)"
  }

  /// `nil` when no clock shows it.
  func on(_ day: CalendarDay) -> Timestamp? {
    let seconds = clock.split(separator: ":").count == 2 ? ":00" : ""
    guard let utc = Timestamp("\(day)T\(clock)\(seconds)Z") else { return nil }
    if let offsetMinutes {
      return Timestamp(milliseconds: utc.milliseconds - Int64(offsetMinutes) * 60_000)
    }
    guard let start = Timestamp("\(day)T00:00:00Z") else { return nil }
    let inDay = Int(utc.milliseconds - start.milliseconds)
    let local = LocalTime(
      day, hour: inDay / 3_600_000, minute: inDay / 60_000 % 60, second: inDay / 1000 % 60)
    return Timestamp(milliseconds: local.moment.milliseconds + Int64(inDay % 1000))
  }

  /// `z`, `+01`, `+0100`, `+01:00`
  private static func offset(_ text: Substring) -> Int? {
    if text == "z" { return 0 }
    let digits = text.dropFirst().replacing(":", with: "")
    guard [2, 4].contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let hours = Int(digits.prefix(2)), hours < 24, let minutes = Int("0" + digits.dropFirst(2)),
      minutes < 60
    else { return nil }
    return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes)
  }
}
