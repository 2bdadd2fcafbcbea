import GRDB
package import Wire

/// Which things are old enough to be erased.
package struct PurgeScope: Sendable {
  package var deletedBefore: Timestamp?
  package var archivedBefore: Timestamp?

  package init(deletedBefore: Timestamp? = nil, archivedBefore: Timestamp? = nil) {
    self.deletedBefore = deletedBefore
    self.archivedBefore = archivedBefore
  }
}

/// One thing to erase, as it was when it was written to the file.
struct Doomed: Sendable {
  enum Thing: Sendable {
    case thread(ThreadID)
    case context(ContextID)
    case task(TaskID)
  }

  let user: Int64
  let thing: Thing
  /// Changes with every change to the thing or its contents.
  let touched: Int64
}

extension Upkeep {
  /// Things erased in one write: other writes run between.
  private static let thingsAtOnce = 32

  /// Writes the file first, whole and to the disk; then erases the rows that are in it, except
  /// those that changed meanwhile. Without anything to erase no file is made.
  package func purge(_ scope: PurgeScope, to path: FilePath) throws -> DatabasePurge.Result {
    var file = try NewFile(at: path, besideDatabase: store.path)
    let writer = try LineFile(appendingTo: file.draft)
    let doomed = try read { db in
      let doomed = try find(scope, db)
      for thing in doomed { try PurgeLines(of: thing.user, to: writer, db).write(thing) }
      return doomed
    }
    try writer.close()
    guard !doomed.isEmpty else { return DatabasePurge.Result() }
    var result = DatabasePurge.Result(path: path.text, bytes: try file.publish())
    try erase(doomed, counting: &result)
    return result
  }

  private func find(_ scope: PurgeScope, _ db: Database) throws -> [Doomed] {
    let (deleted, archived) = (Bound.time(scope.deletedBefore), Bound.time(scope.archivedBefore))
    // A context's thread is erased together with its context.
    let threads = try db.all(
      """
      SELECT user, uuid, touched
      FROM thread
      WHERE deleted_at < ?1
        AND NOT EXISTS (SELECT 1 FROM context WHERE context.thread = thread.id)
      ORDER BY id
      """, deleted
    ) { Doomed(user: $0.int64(), thing: .thread($0.id()), touched: $0.int64()) }
    let contexts = try db.all(
      """
      SELECT user, uuid, touched
      FROM context
      WHERE deleted_at < ?1
      ORDER BY id
      """, deleted
    ) { Doomed(user: $0.int64(), thing: .context($0.id()), touched: $0.int64()) }
    let tasks = try db.all(
      """
      SELECT user, uuid, touched
      FROM task
      WHERE deleted_at < ?1 OR archived_at < ?2
      ORDER BY id
      """, deleted, archived
    ) { Doomed(user: $0.int64(), thing: .task($0.id()), touched: $0.int64()) }
    return threads + contexts + tasks
  }

  private func erase(_ doomed: [Doomed], counting result: inout DatabasePurge.Result) throws {
    for (user, things) in Dictionary(grouping: doomed, by: \.user).sorted(by: { $0.key < $1.key }) {
      for start in stride(from: 0, to: things.count, by: Self.thingsAtOnce) {
        let some = Array(things[start..<min(start + Self.thingsAtOnce, things.count)])
        let erased = try write(as: user) { changes in
          var erased = DatabasePurge.Result()
          for thing in some where try changes.rows.isUntouched(thing) {
            switch thing.thing {
            case .thread(let id):
              try changes.deleteThread(id, permanent: true)
              erased.threads += 1
            case .context(let id):
              try changes.deleteContext(id, permanent: true)
              erased.contexts += 1
            case .task(let id):
              try changes.deleteTask(id, permanent: true)
              erased.tasks += 1
            }
          }
          return erased
        }
        result.threads += erased.threads
        result.contexts += erased.contexts
        result.tasks += erased.tasks
      }
    }
  }
}

extension Rows {
  /// False also for a thing that no longer exists.
  func isUntouched(_ doomed: Doomed) throws -> Bool {
    let touched: Int64? =
      switch doomed.thing {
      case .thread(let id):
        try db.first("SELECT touched FROM thread WHERE user = ?1 AND uuid = ?2", whose, .id(id)) {
          $0.int64()
        }
      case .context(let id):
        try db.first("SELECT touched FROM context WHERE user = ?1 AND uuid = ?2", whose, .id(id)) {
          $0.int64()
        }
      case .task(let id):
        try db.first("SELECT touched FROM task WHERE user = ?1 AND uuid = ?2", whose, .id(id)) {
          $0.int64()
        }
      }
    return touched == doomed.touched
  }
}
