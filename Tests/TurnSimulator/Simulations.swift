/// Many schedules, one after another.
package enum Simulations {
  /// A schedule that broke a promise, and how to see it again.
  package struct Failure: Error, CustomStringConvertible {
    package let seed: UInt64
    package let broken: Broken
    /// The last things that happened.
    package let log: [String]

    package var description: String {
      "seed \(seed): \(broken)\n" + log.suffix(60).joined(separator: "\n")
        + "\nSee it again: swift run simulate --seed \(seed)"
    }
  }

  /// Runs the schedules of these seeds; returns how many steps they had together.
  package static func run(seeds: Range<UInt64>) throws(Failure) -> Int {
    var steps = 0
    for seed in seeds {
      var simulation = Simulation(seed: seed)
      do {
        try simulation.run()
      } catch {
        throw replay(seed) ?? Failure(seed: seed, broken: error, log: ["It does not happen again."])
      }
      steps += simulation.steps
    }
    return steps
  }

  /// Runs one schedule with a log; nil when every promise holds.
  package static func replay(_ seed: UInt64) -> Failure? {
    var simulation = Simulation(seed: seed, isLogging: true)
    do {
      try simulation.run()
      return nil
    } catch {
      return Failure(seed: seed, broken: error, log: simulation.log.lines)
    }
  }
}
