import Synchronization
import Testing
import Wire

@testable import Store

@Suite struct SteadyClockTests {
  /// A wall clock and the time that passes, moved by the test.
  private final class Times: Sendable {
    let wall = Mutex<Int64>(1_800_000_000_000)
    let ran = Mutex<Int64>(0)
    let jumps = Mutex<[SteadyClock.Doubt]>([])

    var now: Timestamp { Timestamp(milliseconds: wall.withLock { $0 }) }

    func pass(_ seconds: Int64) {
      ran.withLock { $0 += seconds * 1000 }
      set(by: seconds)
    }

    func set(by seconds: Int64) { wall.withLock { $0 += seconds * 1000 } }

    var clock: SteadyClock {
      SteadyClock(
        at: now, running: { self.ran.withLock { $0 } },
        whenJumped: { doubt in self.jumps.withLock { $0.append(doubt) } })
    }
  }

  private static let day: Int64 = 86_400
  private let times = Times()

  private func ago(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: times.now.milliseconds - seconds * 1000)
  }

  @Test func `a clock that keeps pace is believed, also after years and small corrections`() {
    let clock = times.clock
    for _ in 0..<1000 {
      times.pass(Self.day)
      times.set(by: 1)
      #expect(clock.doubt(at: times.now) == nil)
    }
  }

  @Test(arguments: [5 * 365 * day, -5 * 365 * day, 2 * day])
  func `a jump is noticed once, and believed when it kept pace for a day`(_ jump: Int64) {
    let clock = times.clock
    times.pass(100)
    times.set(by: jump)
    #expect(clock.doubt(at: times.now)?.reason == .jumped(seconds: jump))
    times.pass(Self.day - 10)
    #expect(clock.doubt(at: times.now)?.leftSeconds == 10)
    #expect(times.jumps.withLock { $0.count } == 1)
    times.pass(10)
    #expect(clock.doubt(at: times.now) == nil)
  }

  @Test func `a clock that jumps again has to keep pace anew`() {
    let clock = times.clock
    times.set(by: 10 * Self.day)
    _ = clock.doubt(at: times.now)
    times.pass(Self.day / 2)
    times.set(by: -10 * Self.day)
    #expect(clock.doubt(at: times.now)?.leftSeconds == Self.day)
  }

  @Test func `at the start a silence of more than 30 days is doubted, a shorter one not`() {
    let believed = times.clock
    let (longest, longer) = (30 * Self.day, 30 * Self.day + 1)
    believed.begin(lastWrites: (ago(longest), ago(longest)), at: times.now)
    #expect(believed.doubt(at: times.now) == nil)
    let silent = times.clock
    silent.begin(lastWrites: (ago(longer), ago(longer)), at: times.now)
    #expect(silent.doubt(at: times.now)?.reason == .silence(seconds: longer))
    let empty = times.clock
    empty.begin(lastWrites: (nil, nil), at: times.now)
    #expect(empty.doubt(at: times.now) == nil)
    let doubted = times.clock
    doubted.begin(lastWrites: (ago(400 * Self.day), ago(400 * Self.day)), at: times.now)
    #expect(doubted.doubt(at: times.now)?.reason == .silence(seconds: 400 * Self.day))
  }

  @Test func `what was written since the jump makes no restarted daemon believe it`() {
    let clock = times.clock
    clock.begin(lastWrites: (ago(400 * Self.day), ago(60)), at: times.now)
    #expect(clock.doubt(at: times.now)?.reason == .silence(seconds: 400 * Self.day))
  }

  @Test func `what was written in the future is noticed too`() {
    let clock = times.clock
    clock.begin(lastWrites: (ago(2 * Self.day), ago(-50 * Self.day)), at: times.now)
    #expect(clock.doubt(at: times.now)?.reason == .jumped(seconds: -50 * Self.day))
  }
}
