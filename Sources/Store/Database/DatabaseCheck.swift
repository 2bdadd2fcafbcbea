import GRDB
import Wire

extension Upkeep {
  /// Sentences about what is wrong, at most `DatabaseCheck.problemLimit`.
  ///
  /// When a damaged page is found, the check of the start is run, with the same consequences.
  package func problems() throws -> [String] {
    let found = try brokenRules()
    if found.isDamaged {
      do throws(Fault) {
        try store.files.checkTouched()
        store.wholeCheck.confirm()
      } catch {
        // The damaged pages are another file's.
        return found.sentences + [error.message]
      }
    }
    // Nothing is written to a database that is known to be damaged, and this test would write.
    if let defect = store.files.defect {
      return found.sentences.isEmpty ? [defect.message] : found.sentences
    }
    let hasRoom = found.sentences.count < DatabaseCheck.problemLimit
    return hasRoom ? try found.sentences + brokenIndex() : found.sentences
  }

  private struct Findings {
    var sentences: [String] = []
    /// Whether pages are damaged, not only rows that break skein's rules.
    var isDamaged = false
  }

  /// FTS5 compares its index with the messages; that takes a connection that may write.
  private func brokenIndex() throws -> [String] {
    try write { db in
      do {
        try SearchIndex.check(db)
        return []
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        return ["the search index does not match the messages"]
      }
    }
  }

  /// All findings up to a damaged page that ends the search; that page is a finding, too.
  private func brokenRules() throws -> Findings {
    try store.translated {
      var found = Findings()
      do {
        try store.pool.read { db in
          try Self.collect(Self.pageRules, db, into: &found.sentences)
          found.isDamaged = !found.sentences.isEmpty
          try Self.collect(
            Self.referenceRules + Self.rowRules + Self.numberRules, db, into: &found.sentences)
        }
      } catch let error as DatabaseError where error.isDamage {
        found.isDamaged = true
        if found.sentences.count < DatabaseCheck.problemLimit {
          found.sentences.append("page or index: \(error.message ?? "it can't be read")")
        }
      }
      return found
    }
  }

  /// Sentences about rows whose rules no table constraint can express.
  static func brokenRows(_ db: Database) throws -> [String] {
    var found: [String] = []
    try collect(rowRules + numberRules, db, into: &found)
    return found
  }

  private static func collect(
    _ rules: [Rule], _ db: Database, into found: inout [String]
  ) throws {
    for rule in rules {
      guard found.count < DatabaseCheck.problemLimit else { return }
      try db.each(rule.sql, []) { columns in
        found.append(rule.sentence(&columns))
        return found.count < DatabaseCheck.problemLimit
      }
    }
  }

  private struct Rule: Sendable {
    let sql: String
    let sentence: @Sendable (inout Columns) -> String
  }

  private static let numberRules = NumberedRows.all.map(numberRule)

  private static func numberRule(_ rows: NumberedRows) -> Rule {
    Rule(sql: rows.broken) {
      """
      the \(rows.noun)s of \(rows.owner) row \($0.int64()) have \($0.int()) without a number, and \
      numbers up to \($0.int()) of \($0.int())
      """
    }
  }

  /// What SQLite itself reports about its pages and indexes.
  private static let pageRules = [
    Rule(sql: "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'") {
      "page or index: \($0.text())"
    }
  ]

  private static let referenceRules = [
    Rule(sql: "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check") {
      "\($0.text()) row \($0.int64()) points to a row of \($0.text()) that is not there"
    }
  ]

  /// Rules that no table constraint can express.
  private static let rowRules = [
    Rule(
      sql: """
        SELECT thread, count(*), min(sequence), max(sequence)
        FROM message
        GROUP BY thread
        HAVING min(sequence) <> 1 OR max(sequence) <> count(*)
        """
    ) {
      "thread row \($0.int64()) has \($0.int()) messages, numbered \($0.int()) to \($0.int())"
    },
    Rule(
      sql: """
        SELECT thread.id, thread.message_count, count(message.id)
        FROM thread
        LEFT JOIN message ON message.thread = thread.id
        GROUP BY thread.id
        HAVING thread.message_count <> count(message.id)
        """
    ) {
      "thread row \($0.int64()) counts \($0.int()) messages and has \($0.int())"
    },
    Rule(
      sql: """
        SELECT turn, count(*)
        FROM message
        WHERE turn IS NOT NULL
        GROUP BY turn
        HAVING CASE count(*)
          WHEN 2 THEN max(sequence) <> min(sequence) + 1
          ELSE max(role) = 'assistant'
        END
        """
    ) {
      "turn row \($0.int64()) wrote \($0.int()) messages that are not a pair"
    },
    Rule(
      sql: """
        SELECT event.user, count(*), min(event.seq), max(event.seq), user.change_seq
        FROM event
        JOIN user ON user.id = event.user
        GROUP BY event.user
        HAVING max(event.seq) - min(event.seq) + 1 <> count(*)
          OR max(event.seq) <> user.change_seq
        """
    ) {
      """
      the feed of user row \($0.int64()) has \($0.int()) events, numbered \($0.int()) to \
      \($0.int()) of \($0.int())
      """
    },
  ]
}

/// Rows that are numbered for each owner.
private struct NumberedRows {
  let noun: String
  let owner: String

  static let all = [
    NumberedRows(noun: "thread", owner: "user"), NumberedRows(noun: "task", owner: "user"),
    NumberedRows(noun: "context", owner: "user"), NumberedRows(noun: "action", owner: "context"),
    NumberedRows(noun: "preview", owner: "context"),
  ]

  /// The owners that have rows without a number, or with a number that may be given again.
  var broken: String {
    let last = "\(owner).last_\(noun)_number"
    return """
      SELECT \(owner).id, count(*) - count(\(noun).number), max(\(noun).number), \(last)
      FROM \(noun)
      JOIN \(owner) ON \(owner).id = \(noun).\(owner)
      GROUP BY \(owner).id
      HAVING count(\(noun).number) <> count(*) OR max(\(noun).number) > \(last)
      """
  }
}
