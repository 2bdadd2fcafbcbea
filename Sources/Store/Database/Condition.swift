import GRDB
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The state of the database in facts that are cheap to find; `server/health` judges them.
package struct Condition: Sendable {
  /// A fact, or the reason why it could not be found.
  package enum Fact<Value: Sendable>: Sendable {
    case known(Value)
    case failed(String)
  }

  /// Whether the newest write succeeded, in files that no other program has touched.
  package let isWritable: Fact<Bool>
  /// How the newest writes went.
  package let writing: WriteOutcome
  package let freeDiskBytes: Fact<Int>
  package let walBytes: Fact<Int>
  /// Why the log could not be copied into the database last time; `nil` when it could.
  package let checkpointFailure: String?
  package let schemaVersion: Fact<Int>
  /// Whether the database's pages are known to be undamaged.
  package let wholeness: Wholeness
  package let indexing: Fact<IndexProgress>
}

extension Store {
  /// Asks the file system and reads the database, so it must not run on the event loop; it waits
  /// for no write.
  package func condition() -> Condition {
    let writing = writing
    return Condition(
      isWritable: fact {
        try files.check()
        if let failure = writing.failing { throw Fault.storage(failure.why) }
        return true
      },
      writing: writing,
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
      checkpointFailure: checkpoints.failure,
      schemaVersion: fact {
        try pool.read { db in try db.first("PRAGMA user_version") { $0.int() } ?? 0 }
      },
      wholeness: wholeCheck.wholeness,
      indexing: fact { try pool.read { db in try SearchIndex.progress(db) } })
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
