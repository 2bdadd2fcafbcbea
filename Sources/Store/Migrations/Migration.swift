import GRDB

/// One step of the schema. New steps are only added at the end; their numbers may have gaps.
/// `user_version` holds the version of a file.
struct Migration: Sendable {
  let version: Int
  /// What it added, for contrib/SCHEMA.md.
  let summary: String
  let sql: String

  static let all = [
    Migration(
      version: 1, summary: "users, accounts, sessions, threads, messages, turns, events",
      sql: Schema1.sql),
    Migration(
      version: 2, summary: "tasks",
      sql: Schema2.tasks),
    Migration(
      version: 3, summary: "contexts, actions, previews",
      sql: Schema3.sql),
    Migration(
      version: 4, summary: "the origin of imported threads, and seeded data",
      sql: Schema4.history),
    Migration(
      version: 5, summary: "the full-text index, and the ledger of usage",
      sql: Schema5.sql),
    Migration(
      version: 6,
      summary:
        "accounts unique for each user, lists of sessions, erasure that survives a restart",
      sql: Schema6.people),
    Migration(
      version: 7, summary: "users' requests for turns in the last minute",
      sql: Schema7.quotas),
    Migration(
      version: 8, summary: "the costs of turns",
      sql: Schema8.costs),
    Migration(
      version: 9, summary: "the policy for threads longer than their model's context",
      sql: Schema9.contextPolicy),
    Migration(
      version: 10, summary: "beginnings of tasks' titles, cut between characters",
      sql: Schema10.taskTitles),
    Migration(
      version: 11, summary: "numbers as short names, and versions of threads",
      sql: Schema11.sql),
    Migration(
      version: 12, summary: "questions without an answer",
      sql: Schema12.unanswered),
    // Before the migration that creates a table: where a view is the first thing that SQLite's
    // check meets, the check skips the free pages and the pointer map (`bPartial` in its btree.c).
    Migration(
      version: 13, summary: "letters of more scripts folded in the full-text index",
      sql: Schema13.searchFolding),
    Migration(
      version: 14, summary: "the last model lists of providers, and model options of threads",
      sql: Schema14.models),
    Migration(
      version: 15, summary: "threads imported from Claude",
      sql: Schema15.histories),
    Migration(
      version: 16, summary: "imported threads in the order of their own times",
      sql: Schema16.places),
    Migration(
      version: 17, summary: "threads for text that is written into a document",
      sql: Schema17.purposes),
  ]

  /// The version of a database after all steps.
  static var newest: Int { all.last?.version ?? 0 }

  /// Runs each step in one transaction together with its number: a file has either the old version
  /// or the new one.
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
