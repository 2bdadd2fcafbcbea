import GRDB
import Wire

/// Seeds data, and removes it again; only for a process that has the database for itself.
extension Store {
  /// How much memory the writer may use for its cache meanwhile.
  private static let seedCacheKibibytes = 64 << 10

  /// Refuses a database that holds other data unless `force` is set; the same plan writes the same
  /// rows. Runs in one transaction: everything is written or nothing.
  package func seed(_ plan: SeedPlan, force: Bool) throws -> SeedReport {
    try translated {
      try pool.writeWithoutTransaction { db in
        let isMixed = try holdsData(db)
        guard force || !isMixed else {
          throw SeedRefusal(
            message: "\(path) holds data: choose another --database, remove what an earlier seed "
              + "wrote with --clean, or add to it with --force.")
        }
        try db.execute(sql: "PRAGMA cache_size = -\(Self.seedCacheKibibytes)")
        try db.run("BEGIN IMMEDIATE")
        do {
          let suspended = try SuspendedSchema(db, withIndexes: !isMixed)
          let report = try seed(plan, db)
          try suspended.restore(db)
          if let problem = try suspended.problem(db) {
            throw SeedRefusal(
              message: "Nothing was written, because the result would be wrong: \(problem).")
          }
          try db.run("COMMIT")
          return report
        } catch {
          try SuspendedSchema.setChecks(true, db)
          if db.isInsideTransaction { try db.run("ROLLBACK") }
          if let error = error as? DatabaseError, error.resultCode == .SQLITE_CONSTRAINT {
            throw SeedRefusal(
              message: "The data of --random-seed \(plan.randomSeed) exists already, all or a "
                + "part of it: remove it with --clean, or choose another number.")
          }
          throw error
        }
      }
    }
  }

  private func seed(_ plan: SeedPlan, _ db: Database) throws -> SeedReport {
    var report = SeedReport()
    var source = SeedSource(plan.randomSeed)
    let words = SeedWords(&source)
    let pairs = Shares(of: plan.messages / 2, among: plan.threads).each()
    let (threads, tasks, contexts) = (
      Shares(of: plan.threads, among: plan.users).each(),
      Shares(of: plan.tasks, among: plan.users).each(),
      Shares(of: plan.contexts, among: plan.users).each()
    )
    // Each length is given to one thread, and not all of the longest ones to the first user: steps
    // of a prime that does not divide the count visit every place once.
    var dealt = 0
    let stride = plan.threads % 7919 == 0 ? 7907 : 7919
    for index in 0..<plan.users {
      let isOwn = index == 0
      let user = try isOwn ? ownUser(db) : insertUser(&source, &report, plan, db)
      let mine = (0..<threads[index]).map { thread in
        let place = (dealt + thread) * stride % max(1, plan.threads)
        return 2 * pairs[place] + (place == plan.threads - 1 ? plan.messages % 2 : 0)
      }
      dealt += threads[index]
      var writer = try SeedWriter(
        db, user: user, notesThings: isOwn, source: source, words: words, report: report,
        writes: mine.reduce(0) { $0 + 1 + ($1 + 1) / 2 } + tasks[index] + 7 * contexts[index],
        until: plan.until, eventsKept: configuration.retention.eventsKept)
      let rows = try mine.map { try writer.thread(messages: $0) }
      for _ in 0..<contexts[index] { try writer.context() }
      for _ in 0..<tasks[index] { try writer.task(threads: rows) }
      try writer.writeEvents()
      (source, report) = (writer.source, writer.report)
    }
    return report
  }

  private func ownUser(_ db: Database) throws -> Int64 {
    guard let user = try UnixAccount.user(uid: DaemonUser.uid, db) else {
      throw Fault.notFound(.user)
    }
    return user
  }

  private func insertUser(
    _ source: inout SeedSource, _ report: inout SeedReport, _ plan: SeedPlan, _ db: Database
  ) throws -> Int64 {
    let born = Timestamp(milliseconds: plan.until.milliseconds - SeedPlan.spanMilliseconds)
    let id: UserID = source.id(at: born)
    let (given, family) = SeedWords.name(&source)
    try db.run(
      SeedSQL.user, .id(id), .text("user-\(String(source.next(), radix: 36))@example.org"),
      .int(source.isOne(in: 4) ? 0 : 1), .text("\(given) \(family)"),
      .text(#"{"language":"\#(source.pick(SeedWords.languages))"}"#), .time(born))
    let user = db.lastInsertedRowID
    try db.run(SeedSQL.seeded, .integer(user), .text(Entity.user.rawValue), .id(id))
    report.add("user")
    return user
  }

  /// Whether the database holds data that seeded data must not be mixed with by accident.
  private func holdsData(_ db: Database) throws -> Bool {
    for (table, found) in [("user", 1), ("thread", 0), ("task", 0), ("context", 0)] {
      let count = try db.first("SELECT count(*) FROM \(table)") { $0.int() } ?? 0
      if count > found { return true }
    }
    return false
  }
}

extension Store {
  /// Removes the data that `seed` wrote and nothing else: users that it created with everything
  /// that they own now, and threads, tasks and contexts of the daemon's own user that it created,
  /// with their contents. People may have written there, so the next daemon erases that text from
  /// other files, or all of it should this process die.
  package func removeSeeds() throws -> SeedReport {
    try translated {
      let before = try pool.read(rowCounts)
      try pool.writeWithoutTransaction { db in
        let users = try db.all("SELECT user FROM seeded WHERE entity = 'user'") { $0.int64() }
        for user in users {
          try db.inTransaction(.immediate) {
            try db.run("DELETE FROM user WHERE id = ?1", .integer(user))
            try Erasure.mark(db)
            return .commit
          }
        }
        for entity in [Entity.context, .thread, .task] {
          while try removeBatch(of: entity, db) {}
        }
        try db.inTransaction(.immediate) {
          try SearchIndex.purge(db)
          return .commit
        }
      }
      checkpoints.emptyNow()
      let after = try pool.read(rowCounts)
      var report = SeedReport()
      for (table, count) in before { report.add(table, max(0, count - (after[table] ?? 0))) }
      report.rows.sort { $0.table < $1.table }
      return report
    }
  }

  /// Removes some things; false when none is left.
  private func removeBatch(of entity: Entity, _ db: Database) throws -> Bool {
    var isMore = false
    try db.inTransaction(.immediate) {
      let found = try db.all(
        "SELECT user, uuid FROM seeded WHERE entity = ?1 LIMIT 500", .text(entity.rawValue)
      ) { (user: $0.int64(), id: $0.id(ID<Store>.self)) }
      isMore = !found.isEmpty
      if isMore { try Erasure.mark(db) }
      for (user, id) in found {
        let owner = Owner(user: user, via: .peer, isOperator: false)
        let changes = changes(db, owner, Aftermath())
        do {
          switch entity {
          case .context:
            try changes.deleteContext(ID(high: id.high, low: id.low), permanent: true)
          case .thread:
            try db.run(
              "DELETE FROM usage WHERE user = ?1 AND thread = ?2", .integer(user), .id(id))
            try changes.deleteThread(ID(high: id.high, low: id.low), permanent: true)
          default: try changes.deleteTask(ID(high: id.high, low: id.low), permanent: true)
          }
        } catch let fault as Fault where fault.kind == .notFound {
          // The user has deleted it already.
        }
        try db.run(
          "DELETE FROM seeded WHERE user = ?1 AND entity = ?2 AND uuid = ?3", .integer(user),
          .text(entity.rawValue), .id(id))
      }
      return .commit
    }
    return isMore
  }

  private func rowCounts(_ db: Database) throws -> [String: Int] {
    let tables = [
      "user", "thread", "message", "turn", "task", "context", "action", "preview", "usage",
    ]
    return try Dictionary(
      uniqueKeysWithValues: tables.map { table in
        (table, try db.first("SELECT count(*) FROM \(table)") { $0.int() } ?? 0)
      })
  }
}
