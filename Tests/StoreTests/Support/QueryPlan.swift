import GRDB

@testable import Store

extension TemporaryStore {
  /// SQLite's query plan of a statement, step by step.
  func plan(_ sql: String) throws -> [String] {
    try store.pool.read { db in
      try db.all("EXPLAIN QUERY PLAN \(sql)") { columns in
        for _ in 0..<3 { _ = columns.int() }
        return columns.text()
      }
    }
  }
}
