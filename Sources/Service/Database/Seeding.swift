import Store
import Wire

/// Writes invented data for tests, demonstrations and measurements; for a process that is not a
/// daemon.
package enum Seeding {
  /// How much data of each kind to write, and the random seed that determines it.
  package struct Request: Sendable {
    package var users: Int
    package var threads: Int
    package var messages: Int
    package var tasks: Int
    package var contexts: Int
    package var randomSeed: UInt64
    /// The end of the year that the data covers, in RFC 3339; by default the first moment of 2026.
    package var until: String?

    package init(
      users: Int, threads: Int, messages: Int, tasks: Int, contexts: Int, randomSeed: UInt64,
      until: String?
    ) {
      self.users = users
      self.threads = threads
      self.messages = messages
      self.tasks = tasks
      self.contexts = contexts
      self.randomSeed = randomSeed
      self.until = until
    }

    /// The mistake in the request, as a sentence for the person who typed it; `nil` if there is
    /// none.
    package var complaint: String? {
      for (name, count, least) in [
        ("users", users, 1), ("threads", threads, 0), ("messages", messages, 0),
        ("tasks", tasks, 0), ("contexts", contexts, 0),
      ] where !(least...SeedPlan.countLimit).contains(count) {
        return "--\(name): expected a number from \(least) to \(SeedPlan.countLimit)."
      }
      if messages > 0, threads == 0 { return "--messages: expected 0 when --threads is 0." }
      if let until, Timestamp(until) == nil {
        return "--until: expected a time like 2026-11-21T18:04:45Z."
      }
      return nil
    }
  }

  /// The number of rows of each table, the most important table first.
  package typealias Report = [(table: String, count: Int)]

  /// Writes the data and returns the number of rows of each table.
  package static func write(
    _ request: Request, to settings: Settings, force: Bool
  ) throws(StartFailure) -> Report {
    try withStore(settings) { store in
      let plan = SeedPlan(
        users: request.users, threads: request.threads, messages: request.messages,
        tasks: request.tasks, contexts: request.contexts, randomSeed: request.randomSeed,
        until: request.until.flatMap { Timestamp($0) } ?? SeedPlan.standardUntil)
      return try store.seed(plan, force: force).rows
    }
  }

  /// Removes the data that was written, and nothing else.
  package static func clean(_ settings: Settings) throws(StartFailure) -> Report {
    try withStore(settings) { try $0.removeSeeds().rows }
  }

  private static func withStore(
    _ settings: Settings, _ body: (Store) throws -> Report
  ) throws(StartFailure) -> Report {
    do {
      let store = try Store(
        opening: Store.Configuration(
          path: settings.database, socketPath: settings.socket,
          retention: EventRetention(
            kept: settings.limits.eventsKept, days: settings.limits.eventDays)))
      defer { store.close() }
      return try body(store)
    } catch let failure as OpenFailure {
      throw StartFailure(failure)
    } catch let refusal as SeedRefusal {
      throw StartFailure(reason: .database, message: refusal.message)
    } catch let fault as Fault {
      throw StartFailure(reason: .machine, message: fault.message)
    } catch {
      throw StartFailure(reason: .machine, message: "\(error)")
    }
  }
}
