package import Wire

/// How much data to seed, and the random seed from which all of it follows.
package struct SeedPlan: Sendable {
  /// The first user is the daemon's own; the others are created.
  package var users: Int
  package var threads: Int
  /// Questions with their answers; an odd last one is a question without an answer.
  package var messages: Int
  package var tasks: Int
  /// Each has a thread of its own, beside `threads`, and actions and previews.
  package var contexts: Int
  package var randomSeed: UInt64
  /// All times are in the year before this one.
  package var until: Timestamp

  /// 2026-01-01T00:00:00Z: data that is always the same can't depend on today's date.
  package static let standardUntil = Timestamp(milliseconds: 1_767_225_600_000)
  /// The maximum number of each.
  package static let countLimit = 10_000_000
  static let spanMilliseconds: Int64 = 365 * 86_400_000

  package init(
    users: Int, threads: Int, messages: Int, tasks: Int, contexts: Int, randomSeed: UInt64 = 1,
    until: Timestamp = Self.standardUntil
  ) {
    self.users = users
    self.threads = threads
    self.messages = messages
    self.tasks = tasks
    self.contexts = contexts
    self.randomSeed = randomSeed
    self.until = until
  }
}

/// How many rows were written to, or removed from, each table of interest: users, threads,
/// messages, turns, tasks, contexts, actions, previews and events.
package struct SeedReport: Sendable {
  package internal(set) var rows: [(table: String, count: Int)] = []

  package var total: Int { rows.reduce(0) { $0 + $1.count } }

  mutating func add(_ table: String, _ count: Int = 1) {
    if let index = rows.firstIndex(where: { $0.table == table }) {
      rows[index].count += count
    } else {
      rows.append((table, count))
    }
  }
}

/// Why nothing was seeded; the database is unchanged.
package struct SeedRefusal: Error, Sendable {
  package let message: String
}

/// Divides a total into whole numbers: the first ones are larger.
struct Shares {
  private let total: Int
  private let weights: [Double]
  private let sum: Double

  init(of total: Int, among count: Int) {
    self.total = total
    weights = (0..<count).map { 1 / (Double($0) + 1).squareRoot() }
    sum = weights.reduce(0, +)
  }

  /// All shares together give the total, in spite of rounding.
  func each() -> [Int] {
    var (reached, given) = (0.0, 0)
    return weights.indices.map { index in
      reached += weights[index]
      let end = index == weights.count - 1 ? total : Int(Double(total) * reached / sum)
      defer { given = end }
      return end - given
    }
  }
}
