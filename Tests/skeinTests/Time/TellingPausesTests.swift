import Testing

@testable import Commands

struct TellingPausesTests {
  @Test func `a long wait is told after a few seconds, and then now and then`() {
    let begin = ContinuousClock.now
    var pauses = TellingPauses(since: begin)
    let told = (0...70).filter { pauses.areOver(at: begin + .seconds($0)) }
    #expect(told == [3, 33, 63])
  }
}
