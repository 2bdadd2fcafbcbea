import Store
import Wire

/// Made-up data for tests, demonstrations and measurements; for a process that is no daemon.
package enum Seeding {
  /// How much of what, and what it follows from.
  package struct Request: Sendable {
    package var users: Int
    package var threads: Int
    package var messages: Int
    package var tasks: Int
    package var contexts: Int
    package var randomSeed: UInt64
    /// RFC 3339; the year before it is filled. The first moment of 2026 unless given.
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

    /// What is wrong with it, for whoever typed it; nil when nothing is.
    package var complaint: String? {
      for (name, count, least) in [
        ("users", users, 1), ("threads", threads, 0), ("messages", messages, 0),
        ("tasks", tasks, 0), ("contexts", contexts, 0),
      ] where !(least...SeedPlan.countLimit).contains(count) {
        return "--\(name): expected \(least) to \(SeedPlan.countLimit)."
      }
      if messages > 0, threads == 0 { return "--messages: expected none without --threads." }
      if let until, Timestamp(until) == nil {
        return "--until: expected a time like 2026-11-21T18:04:45Z."
      }
      return nil
    }
  }

  /// Rows by table, most telling first.
  package typealias Report = [(table: String, count: Int)]

  /// Writes it; answers the rows by table.
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

  /// Removes what was written, and nothing else.
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
