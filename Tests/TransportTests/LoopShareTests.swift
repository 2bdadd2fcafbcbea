import Testing

@testable import Transport

@Suite struct LoopShareTests {
  @Test func `a share ends by the clock, not by the count`() {
    var share = LoopShare()
    let start = ContinuousClock.now
    var asked = 0
    while !share.isOver() { asked += 1 }
    #expect(ContinuousClock.now - start >= .milliseconds(2))
    #expect(asked >= 8)
  }
}
