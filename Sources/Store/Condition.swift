import GRDB
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the database is, in facts that cost little to find; judging them is `server/health`'s.
package struct Condition: Sendable {
  /// A fact, or why it could not be found.
  package enum Fact<Value: Sendable>: Sendable {
    case known(Value)
    case failed(String)
  }

  /// Whether the writer gets a transaction, and on files that nobody else has touched.
  package let isWritable: Fact<Bool>
  package let freeDiskBytes: Fact<Int>
  package let walBytes: Fact<Int>
  package let schemaVersion: Fact<Int>
}

extension Store {
  /// Waits for the write that is under way: not for the event loop.
  package func condition() -> Condition {
    Condition(
      isWritable: fact {
        try files.check()
        return try pool.writeWithoutTransaction { db in
          try db.run("BEGIN IMMEDIATE")
          try db.run("ROLLBACK")
          return true
        }
      },
      freeDiskBytes: fact {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw OpenFailure.machine(reason()) }
        return Int(status.f_bavail) * Int(status.f_frsize)
      },
      walBytes: fact {
        var status = stat()
        guard stat(path + "-wal", &status) == 0 else { throw OpenFailure.machine(reason()) }
        return Int(status.st_size)
      },
      schemaVersion: fact {
        try pool.read { db in try db.first("PRAGMA user_version") { $0.int() } ?? 0 }
      })
  }

  private func fact<Value>(_ find: () throws -> Value) -> Condition.Fact<Value> {
    do {
      return .known(try translated(find))
    } catch let fault as Fault {
      return .failed(fault.message)
    } catch let failure as OpenFailure {
      return .failed(failure.message)
    } catch {
      return .failed("\(error)")
    }
  }
}
