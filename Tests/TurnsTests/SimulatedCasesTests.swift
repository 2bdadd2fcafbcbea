import Foundation
import Testing

@testable import TurnSimulator

/// The simulated schedules contain every event and every effect. A promise about one that never occurs
/// would not be checked.
@Suite struct SimulatedCasesTests {
  @Test func `schedules contain every event and every effect`() throws {
    var met: Set<Substring> = []
    for seed in 0..<300 as Range<UInt64> {
      var simulation = Simulation(seed: seed, isLogging: true)
      try simulation.run()
      for line in simulation.log.lines {
        guard let name = line.firstMatch(of: #/^ *turn \d+: (\w+)/#)?.output.1 else { continue }
        met.insert(name)
      }
    }
    let events = try cases(of: "TurnEvent", in: "TurnEvent", depth: 1)
    let effects = try cases(of: "Act", in: "TurnEffect", depth: 2)
    #expect(events.count > 10 && effects.count > 10)
    #expect(events.union(effects).subtracting(met) == [], "no schedule contains these")
  }

  /// Reads the names of an enum's cases from its source.
  private func cases(of type: String, in file: String, depth: Int) throws -> Set<Substring> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appending(path: "Sources/Turns/\(file).swift"), encoding: .utf8)
    let indent = String(repeating: "  ", count: depth)
    let lines = text.split(separator: "\n").drop { !$0.contains("enum \(type)") }.dropFirst()
      .prefix { $0 != indent.dropLast(2) + "}" }
    return Set(
      lines.compactMap { line in
        guard line.hasPrefix(indent + "case ") else { return nil }
        return line.dropFirst(indent.count + 5).prefix { $0.isLetter }
      })
  }
}
