/// Many schedules, one after another.
package enum Simulations {
  /// A schedule that broke a promise, with the command that replays it.
  package struct Failure: Error, CustomStringConvertible {
    package let seed: UInt64
    package let broken: Broken
    /// What happened, step by step.
    package let log: [String]

    package var description: String {
      "seed \(seed): \(broken)\n" + log.suffix(60).joined(separator: "\n")
        + "\nReplay it: swift run simulate --seed \(seed)"
    }
  }

  /// Runs the schedules of these seeds and returns the sum of their steps.
  package static func run(seeds: Range<UInt64>) throws(Failure) -> Int {
    var steps = 0
    for seed in seeds {
      var simulation = Simulation(seed: seed)
      do {
        try simulation.run()
      } catch {
        throw replay(seed)
          ?? Failure(
            seed: seed, broken: error, log: ["It did not happen again when the seed was replayed."])
      }
      steps += simulation.steps
    }
    return steps
  }

  /// Runs one schedule with a log; nil if all promises hold.
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
