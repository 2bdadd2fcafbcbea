import Testing
import TurnSimulator

/// What the protocol promises about turns, in whatever order things happen.
@Suite struct SimulationTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `every promise holds in thousands of schedules`(_ share: UInt64) throws {
    let seeds = share * 2500..<(share + 1) * 2500
    #expect(try Simulations.run(seeds: seeds) > 0)
  }
}
