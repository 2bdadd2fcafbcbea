import GRDB

/// One step of the schema. Steps are only ever added, in the order of their numbers, which may have
/// gaps; `user_version` says how far a file has come.
struct Migration: Sendable {
  let version: Int
  /// What it brought, for contrib/SCHEMA.md.
  let summary: String
  let sql: String

  static let all = [
    Migration(
      version: 1, summary: "users, accounts, sessions, threads, messages, turns, the feed",
      sql: Schema1.sql),
    Migration(
      version: 2, summary: "tasks",
      sql: Schema2.tasks),
    Migration(
      version: 3, summary: "contexts, actions, previews",
      sql: Schema3.sql),
    Migration(
      version: 4, summary: "where imported threads came from, and what was made up",
      sql: Schema4.history),
    Migration(
      version: 5, summary: "the full-text index, and the ledger of usage",
      sql: Schema5.sql),
    Migration(
      version: 6,
      summary:
        "accounts that are each user's own affair, lists of sessions, erasure that outlives the daemon",
      sql: Schema6.people),
    Migration(
      version: 7, summary: "when users asked for turns within the last minute",
      sql: Schema7.quotas),
    Migration(
      version: 8, summary: "what turns cost",
      sql: Schema8.costs),
    Migration(
      version: 9, summary: "what happens when a thread is longer than its model takes",
      sql: Schema9.contextPolicy),
    Migration(
      version: 10, summary: "beginnings of tasks' titles that end with a character",
      sql: Schema10.taskTitles),
    Migration(
      version: 11, summary: "short names, and versions of threads",
      sql: Schema11.sql),
    Migration(
      version: 12, summary: "questions without an answer",
      sql: Schema12.unanswered),
    // Before the one that makes a table: where a view is the first that SQLite's check comes to, it
    // leaves out the free pages and the map of pages (`bPartial` in its btree.c).
    Migration(
      version: 13, summary: "letters of more scripts folded in the full-text index",
      sql: Schema13.searchFolding),
    Migration(
      version: 14, summary: "which models providers listed last, and what threads ask of theirs",
      sql: Schema14.models),
    Migration(
      version: 15, summary: "threads that came from Claude",
      sql: Schema15.histories),
    Migration(
      version: 16, summary: "threads that came from elsewhere in the order of their own times",
      sql: Schema16.places),
  ]

  /// The version of a database that has taken every step.
  static var newest: Int { all.last?.version ?? 0 }

  /// Each step in one transaction with its number: a file is at one version or at the next.
  static func run(_ migrations: [Migration], from version: Int, _ db: Database) throws {
    for migration in migrations where migration.version > version {
      try db.inTransaction(.immediate) {
        try db.execute(sql: migration.sql)
        try db.execute(sql: "PRAGMA user_version = \(migration.version)")
        let orphan = try db.first("PRAGMA foreign_key_check") { $0.text() }
        if let orphan {
          throw OpenFailure.machine(
            "Migration \(migration.version) would leave rows of \(orphan) without their parent.")
        }
        return .commit
      }
    }
  }
}
