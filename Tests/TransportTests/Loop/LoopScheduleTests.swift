import NIOCore
import Testing

@testable import Transport

@Suite struct LoopScheduleTests {
  /// Notes when its share came, and takes as long as it is told to.
  private final class Client: LoopSchedule.Visitor {
    let name: String
    let takes: Duration
    let note: (String) -> Void

    init(_ name: String, takes: Duration = .zero, _ note: @escaping (String) -> Void) {
      self.name = name
      self.takes = takes
      self.note = note
    }

    func proceed() {
      note(name)
      let end = ContinuousClock.now + takes
      while ContinuousClock.now < end {}
    }
  }

  @Test func `those who came too late have their share before those who had one`() {
    let schedule = LoopSchedule()
    var served: [String] = []
    for name in ["a", "b"] {
      schedule.wait(Client(name) { served.append($0) }, hasHadShare: true)
    }
    schedule.wait(Client("late") { served.append($0) }, hasHadShare: false)
    schedule.serve()
    #expect(served == ["late", "a", "b"])
  }

  @Test func `a round ends by the clock, and the next one goes on where it ended`() {
    let schedule = LoopSchedule()
    var served: [String] = []
    for number in 1...5 {
      schedule.wait(
        Client("\(number)", takes: .milliseconds(4)) { served.append($0) }, hasHadShare: true)
    }
    schedule.serve()
    #expect(served.count >= 1 && served.count <= 2)
    while served.count < 5 { schedule.serve() }
    #expect(served == ["1", "2", "3", "4", "5"])
  }

  @Test func `however many came too late, who is in line gets on`() {
    let schedule = LoopSchedule()
    var served: [String] = []
    schedule.wait(Client("line") { served.append($0) }, hasHadShare: true)
    for _ in 0..<10 {
      schedule.wait(
        Client("late", takes: .milliseconds(7)) { served.append($0) }, hasHadShare: false)
    }
    schedule.serve()
    #expect(served == ["late", "line"])
  }

  private func expect(
    _ schedule: LoopSchedule, _ visit: inout LoopSchedule.Visit, isServed: Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let share = schedule.share(of: &visit)
    #expect((share != nil) == isServed, sourceLocation: sourceLocation)
  }

  @Test func `a newcomer is served in a round that is over, others are not`() {
    let schedule = LoopSchedule()
    var (old, other, new) = (LoopSchedule.Visit(), LoopSchedule.Visit(), LoopSchedule.Visit())
    expect(schedule, &other, isServed: true)
    expect(schedule, &old, isServed: true)
    // It comes again: a new round, in which the other may be served for a while.
    expect(schedule, &old, isServed: true)
    let end = ContinuousClock.now + .nanoseconds(LoopSchedule.round.nanoseconds)
    while ContinuousClock.now < end {}
    expect(schedule, &other, isServed: false)
    expect(schedule, &new, isServed: true)
    // Each round is as long.
    schedule.serve()
    expect(schedule, &other, isServed: true)
  }
}
