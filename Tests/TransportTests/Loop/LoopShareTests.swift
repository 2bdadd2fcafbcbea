import NIOCore
import Testing

@testable import Transport

@Suite struct LoopShareTests {
  @Test func `a share ends by the clock, not by the count`() {
    let start = ContinuousClock.now
    var share = LoopShare(length: .milliseconds(2), from: .now())
    var asked = 0
    while !share.isOver() { asked += 1 }
    #expect(ContinuousClock.now - start >= .milliseconds(2))
    #expect(asked >= 8)
  }

  @Test func `a share is over after the first message when that took too long`() {
    var share = LoopShare(length: .nanoseconds(0), from: .now())
    let isOver = share.isOver()
    #expect(isOver)
  }

  @Test(arguments: [(1, 2000), (5, 2000), (20, 500), (100, 100), (5000, 100)])
  func `shares shrink with the number of those who want one, down to the least`(
    _ count: Int, _ microseconds: Int64
  ) {
    let now = NIODeadline.now()
    #expect(LoopShare(among: count, from: now).end - now == .microseconds(microseconds))
  }
}
