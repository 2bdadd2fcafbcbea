import ArgumentParser
import Wire

/// A moment as people give it: an age such as `30d` or `12h`, a day, or a time.
struct Moment: ExpressibleByArgument {
  private static let millisecondsOf: [Character: Int64] = [
    "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 7 * 86_400_000,
  ]

  private enum Given {
    case age(milliseconds: Int64)
    case time(Timestamp)
  }

  private let given: Given

  init?(argument: String) {
    if let unit = argument.last, let milliseconds = Self.millisecondsOf[unit],
      let count = Int64(argument.dropLast()), (1...100_000).contains(count)
    {
      given = .age(milliseconds: count * milliseconds)
    } else if let time = Timestamp(argument) ?? Timestamp("\(argument)T00:00:00Z") {
      given = .time(time)
    } else {
      return nil
    }
  }

  func timestamp(now: Timestamp = .now) -> Timestamp {
    switch given {
    case .age(let milliseconds): Timestamp(milliseconds: now.milliseconds - milliseconds)
    case .time(let time): time
    }
  }

  /// For help texts.
  static let form = "age|time"
}
