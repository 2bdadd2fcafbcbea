import Testing

@testable import Transport

@Suite struct StallTests {
  @Test func `only looks without any progress in a row count`() {
    var stall = Stall()
    let looks = [0, 0, 0, 0, 1, 1, 1, 1].map { stall.look(at: $0) }
    #expect(!looks.contains(true))
    let last = stall.look(at: 1)
    #expect(last)
  }
}
