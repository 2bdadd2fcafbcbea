/// The three date forms of RFC 9110 section 5.6.7, as seconds since 1970.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`; nil for anything else.
  static func seconds(_ text: String) -> Int? {
    var parts = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    if parts.last == "gmt" || parts.last == "utc" { parts.removeLast() }
    guard parts.count == 5 else { return nil }
    if months.contains(parts[1]) {
      // asctime: the month first, the year last
      return seconds(day: parts[2], month: parts[1], year: parts[4], time: parts[3])
    }
    return seconds(day: parts[1], month: parts[2], year: parts[3], time: parts[4])
  }

  private static func seconds(day: String, month: String, year: String, time: String) -> Int? {
    let clock = time.split(separator: ":").compactMap { Int($0) }
    guard let day = Int(day), (1...31).contains(day), let index = months.firstIndex(of: month),
      var year = Int(year), (0...9999).contains(year),
      clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
    if year < 70 { year += 2000 } else if year < 100 { year += 1900 }
    let days = daysSince1970(year: year, month: index + 1, day: day)
    return days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
  }

  /// Proleptic Gregorian; years begin in March here, so that the leap day is the last day of the
  /// year.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
