import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The sizes of rows, measured with `db/stats` on a database of seeded data.
package enum SchemaFigures {
  /// The part of contrib/SCHEMA.md about sizes. Takes a second, and leaves no files.
  package static func text() throws -> String {
    var template = Array("/tmp/skein-schema-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw OpenFailure.machine("/tmp: \(reason()).") }
    let directory = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(directory) }
    let store = try Store(
      opening: Store.Configuration(
        path: directory + "/skein.db", socketPath: directory + "/skein.sock"))
    defer { store.close() }
    _ = try store.seed(plan, force: false)
    return page(try store.ownUpkeep.statistics())
  }

  private static let plan = SeedPlan(
    users: 3, threads: 300, messages: 6000, tasks: 3000, contexts: 60, randomSeed: 1)

  private static func page(_ stats: DatabaseStats.Result) -> String {
    var lines = [
      SchemaPage.figuresHeading, "",
      "The answer of `db/stats` for a database that `skeind seed --users \(plan.users) --threads "
        + "\(plan.threads) --messages \(plan.messages) --tasks \(plan.tasks) --contexts "
        + "\(plan.contexts)` filled: bytes of pages, text included.", "",
      "| table, index | rows | bytes | a row |", "|---|---:|---:|---:|",
    ]
    for table in stats.tables.sorted(by: { $0.name < $1.name }) where table.rows >= 100 {
      func line(_ name: String, _ bytes: Int?) -> String {
        let bytes = bytes ?? 0
        return "| \(name) | \(table.rows) | \(bytes) | \(bytes / table.rows) |"
      }
      lines.append(line("**\(table.name)**", table.bytes))
      lines += table.indexes.sorted { $0.name < $1.name }.map { line($0.name, $0.bytes) }
    }
    return (lines + [""]).joined(separator: "\n")
  }

  private static func remove(_ directory: String) {
    for name in ["skein.db", "skein.db-wal", "skein.db-shm", "skein.db.lock"] {
      unlink("\(directory)/\(name)")
    }
    rmdir(directory)
  }
}
