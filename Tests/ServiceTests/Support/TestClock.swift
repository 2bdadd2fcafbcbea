import Store
import Synchronization
import Wire

/// A clock that advances only when a test says so, in a time zone of the test's choice.
final class TestClock: Sendable {
  private let time: Mutex<Timestamp>
  private let ran = Mutex<Int64>(0)
  private let zoneSeconds: Int64

  init(_ text: String, zoneSeconds: Int64 = 0) {
    time = Mutex(Timestamp(text) ?? Timestamp(milliseconds: 0))
    self.zoneSeconds = zoneSeconds
  }

  var now: Timestamp { time.withLock { $0 } }

  /// The milliseconds that have passed, independent of changes of the clock.
  var running: Int64 { ran.withLock { $0 } }

  /// Lets time pass.
  func advance(seconds: Int64) {
    ran.withLock { $0 += seconds * 1000 }
    jump(seconds: seconds)
  }

  /// Changes the clock, as a person who sets it would.
  func jump(seconds: Int64) {
    time.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + seconds * 1000) }
  }

  func day(of time: Timestamp) -> LocalDay {
    let length: Int64 = 86_400_000
    let local = time.milliseconds + zoneSeconds * 1000
    let start = local - local % length - zoneSeconds * 1000
    return LocalDay(
      start: Timestamp(milliseconds: start), end: Timestamp(milliseconds: start + length))
  }
}
