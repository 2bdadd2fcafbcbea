import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment in UTC with milliseconds, written as RFC 3339: `2026-11-21T18:04:45.120Z`.
///
/// It is for people only: no order depends on it.
package struct Timestamp: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package init(from decoder: any Decoder) throws {
    guard let value = Timestamp(try decoder.singleValueContainer().decode(String.self)) else {
      throw Expected("a time like 2026-11-21T18:04:45.120Z")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  package var description: String {
    let (days, inDay) = milliseconds.quotientAndFloorRemainder(dividingBy: 86_400_000)
    let (year, month, day) = civil(fromDays: days)
    // Answers hold hundreds of these: digits go straight into the string.
    return String(unsafeUninitializedCapacity: 32) { text in
      var end = 0
      func write(_ value: Int64, _ width: Int, _ mark: UnicodeScalar) {
        var rest = value
        for position in (end..<end + width).reversed() {
          text[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        text[end + width] = UInt8(ascii: mark)
        end += width + 1
      }
      write(min(max(year, 0), 9999), 4, "-")
      write(month, 2, "-")
      write(day, 2, "T")
      write(inDay / 3_600_000, 2, ":")
      write(inDay / 60_000 % 60, 2, ":")
      write(inDay / 1000 % 60, 2, ".")
      write(inDay % 1000, 3, "Z")
      return end
    }
  }

  /// Reads the format of `description`; the fraction may have one to nine digits, or be missing.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 30, bytes.last == UInt8(ascii: "Z") else { return nil }
    func number(_ from: Int, _ count: Int) -> Int64? {
      bytes[from..<from + count].reduce(Int64?(0)) { sum, byte in
        guard let sum, byte >= 48, byte <= 57 else { return nil }
        return sum * 10 + Int64(byte - 48)
      }
    }
    let punctuation: [(Int, UnicodeScalar)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    guard punctuation.allSatisfy({ bytes[$0.0] == UInt8(ascii: $0.1) }),
      let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count > 20 {
      let digits = bytes.count - 21
      guard bytes[19] == UInt8(ascii: "."), digits > 0, number(20, digits) != nil else {
        return nil
      }
      let padded = Array(bytes[20..<20 + digits].prefix(3)) + Array(repeating: 48, count: 3)
      fraction = padded.prefix(3).reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
    let days = daysFromCivil(year, month, day)
    guard civil(fromDays: days) == (year, month, day) else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    milliseconds = seconds * 1000 + fraction
  }
}

extension Timestamp: Described {
  package static var schema: Schema { .string(format: "date-time") }
  package static var specimen: Timestamp { Timestamp(milliseconds: 0) }
}

extension Int64 {
  /// Division that rounds down, so that times before 1970 have the right day.
  fileprivate func quotientAndFloorRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// The proleptic Gregorian date of a day number; 400 years are 146,097 days.
private func civil(fromDays days: Int64) -> (Int64, Int64, Int64) {
  let (era, dayOfEra) = (days + 719_468).quotientAndFloorRemainder(dividingBy: 146_097)
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shifted = (5 * dayOfYear + 2) / 153
  let month = shifted < 10 ? shifted + 3 : shifted - 9
  return (
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
  )
}

private func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
  let shiftedYear = month <= 2 ? year - 1 : year
  let (era, yearOfEra) = shiftedYear.quotientAndFloorRemainder(dividingBy: 400)
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
