import Synchronization
import Testing
import Wire

@testable import Service

@Suite struct LoginWatchTests {
  /// Timers that run when a test says so.
  private final class Timers: Sendable {
    private let due = Mutex<[(seconds: Double, body: @Sendable () -> Void)]>([])

    func add(_ seconds: Double, _ body: @escaping @Sendable () -> Void) {
      due.withLock { $0.append((seconds, body)) }
    }

    var seconds: [Double] { due.withLock { $0.map(\.seconds) } }

    func fire() {
      let bodies = due.withLock { due in
        defer { due = [] }
        return due.map(\.body)
      }
      for body in bodies { body() }
    }
  }

  private let clock = TestClock("2026-11-21T12:00:00Z")
  private let timers = Timers()

  private var watch: LoginWatch {
    LoginWatch(now: { [clock] in clock.now }, after: { [timers] in timers.add($0, $1) })
  }

  private func inSeconds(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: clock.now.milliseconds + seconds * 1000)
  }

  @Test func `what a token follows is over when it expires and not before`() {
    let (watch, first, second) = (watch, Farewells(), Farewells())
    watch.add(.next(), expiringAt: inSeconds(20), second)
    watch.add(.next(), expiringAt: inSeconds(10), first)
    #expect(timers.seconds == [20, 10])
    clock.advance(seconds: 10)
    timers.fire()
    #expect(first.isOver && !second.isOver)
    clock.advance(seconds: 10)
    timers.fire()
    #expect(second.isOver)
    #expect(timers.seconds.isEmpty)
  }

  @Test func `a clock that is set ahead is noticed within the hour`() {
    let (watch, over) = (watch, Farewells())
    watch.add(.next(), expiringAt: inSeconds(1_000_000), over)
    #expect(timers.seconds == [3600])
    clock.advance(seconds: 1_000_000)
    timers.fire()
    #expect(over.isOver)
  }

  @Test func `who has left needs no timer`() {
    let (watch, over) = (watch, Farewells())
    watch.add(.next(), expiringAt: inSeconds(10), over)
    over.say()
    timers.fire()
    #expect(timers.seconds.isEmpty)
  }
}
