import GRDB
import Wire

/// Creates a database beside its final path and moves it there when it is complete: a process that
/// dies meanwhile leaves no half of one.
struct Creation {
  let path: String
  let configuration: Store.Configuration
  let migrations: [Migration]

  func make() throws {
    let new = path + ".new"
    try removeLeftovers(of: new)
    try makePrivateFile(new)
    let queue = try DatabaseQueue(path: new, configuration: .skein())
    try queue.inDatabase { db in
      // Possible only before the first page is written (sqlite.org/pragma.html#pragma_auto_vacuum).
      try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      try db.execute(sql: "PRAGMA application_id = \(Probe.applicationID)")
      try Migration.run(migrations, from: 0, db)
      try db.inTransaction(.immediate) {
        try db.run(
          """
          INSERT INTO database (one, uuid, created_at)
          VALUES (1, ?1, ?2)
          """, .id(configuration.ids.next(Creation.self)), .time(configuration.now()))
        return .commit
      }
    }
    try queue.close()
    try replace(path, by: new)
  }
}
