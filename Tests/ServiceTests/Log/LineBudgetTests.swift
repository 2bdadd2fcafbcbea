import Synchronization
import Testing

@testable import Service

@Suite struct LineBudgetTests {
  /// A while that ends when the test says so.
  private final class Time: Sendable {
    private struct State {
      var now = ContinuousClock.now
      var due: [(ContinuousClock.Instant, @Sendable () -> Void)] = []
    }

    private let state = Mutex(State())

    var now: ContinuousClock.Instant { state.withLock { $0.now } }
    var timers: Int { state.withLock { $0.due.count } }

    func after(_ seconds: Double, _ body: @escaping @Sendable () -> Void) {
      state.withLock { $0.due.append(($0.now + .seconds(seconds), body)) }
    }

    func pass(_ seconds: Double) {
      let due = state.withLock { state in
        state.now += .seconds(seconds)
        defer { state.due.removeAll { $0.0 <= state.now } }
        return state.due.filter { $0.0 <= state.now }
      }
      for timer in due { timer.1() }
    }
  }

  private let time = Time()
  private let reports = Shelf()

  private final class Shelf: Sendable {
    let lines = Mutex<[String]>([])
  }

  private var budget: LineBudget {
    LineBudget(now: { [time] in time.now }, after: { [time] in time.after($0, $1) })
  }

  private func say(_ text: String, at line: UInt, within budget: LineBudget) -> Bool {
    let place = LineBudget.Place(file: "Some.swift", line: line)
    if budget.isSpent(place) { return false }
    return budget.admits(text, from: place) { [reports] report in
      reports.lines.withLock { $0.append(report) }
    }
  }

  @Test func `of one kind only so many lines are written in a while, and the rest is counted`() {
    let budget = budget
    let written = (1...1000).filter { say("bad call \($0)", at: 1, within: budget) }
    #expect(written == Array(1...LineBudget.lines))
    #expect(reports.lines.withLock { $0 } == [])
    time.pass(LineBudget.seconds)
    let left = 1000 - LineBudget.lines
    #expect(
      reports.lines.withLock { $0 }
        == ["… and \(left) more like it in 10 s: bad call \(LineBudget.lines)"])
  }

  @Test func `another kind has a budget of its own`() {
    let budget = budget
    for _ in 0..<100 { _ = say("bad call", at: 1, within: budget) }
    #expect(say("the disk is full", at: 2, within: budget))
  }

  @Test func `the next while begins with a whole budget`() {
    let budget = budget
    for _ in 0..<100 { _ = say("bad call", at: 1, within: budget) }
    time.pass(LineBudget.seconds)
    let written = (1...1000).filter { _ in say("bad call", at: 1, within: budget) }
    #expect(written.count == LineBudget.lines)
  }

  @Test func `lines that come slowly are all written, and nothing waits for a timer`() {
    let budget = budget
    for _ in 0..<100 {
      #expect(say("now and then", at: 1, within: budget))
      time.pass(LineBudget.seconds / Double(LineBudget.lines) + 0.01)
    }
    #expect(time.timers == 0)
    #expect(reports.lines.withLock { $0 } == [])
  }
}
