import Glibc
import TurnSimulator

/// `swift run -c release simulate [--seeds N] [--from SEED] [--seed SEED]`: runs turns through this many
/// random schedules, and prints how many a second it runs; or one schedule, whose steps it prints if a
/// promise does not hold.
@main
enum Simulate {
  static func main() {
    var (seeds, from, one): (UInt64, UInt64, UInt64?) = (100_000, 0, nil)
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      guard let number = words.popFirst().flatMap({ UInt64($0) }) else { usage() }
      switch word {
      case "--seeds": seeds = number
      case "--from": from = number
      case "--seed": one = number
      default: usage()
      }
    }
    if let one {
      guard let failure = Simulations.replay(one) else {
        return print("seed \(one): all promises hold")
      }
      print(failure)
      exit(1)
    }
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let steps = try Simulations.run(seeds: from..<(from + seeds))
      let seconds = Double((clock.now - start) / Duration.milliseconds(1)) / 1000
      print(
        "all promises hold in \(seeds) schedules of \(steps) steps; "
          + "\(Int(Double(seeds) / max(seconds, 0.001))) schedules a second"
      )
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func usage() -> Never {
    print("usage: simulate [--seeds N] [--from SEED] [--seed SEED]")
    exit(64)
  }
}
