import GRDB
import Synchronization
import Wire

/// A queue of writes. One closure at a time runs them in shared transactions: each job in a
/// savepoint, so that it fails alone, and all with one COMMIT, so that they wait for the disk once.
final class WriteQueue: Sendable {
  /// Jobs that share one transaction.
  static let batchLimit = 64
  /// Jobs that may wait.
  static let lengthLimit = 10_000

  struct Job: Sendable {
    /// Does the work; the returned closure is called after COMMIT.
    let perform: @Sendable (Database) throws -> @Sendable () -> Void
    let refuse: @Sendable (any Error) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    /// Includes the jobs that have been taken from the queue and are not finished.
    var length = 0
    var isDraining = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let pool: DatabasePool
  private let files: DatabaseFiles
  private let checkpoints: Checkpoints
  private let record: WriteRecord

  /// Nothing is committed after another program has changed `files`.
  init(
    pool: DatabasePool, files: DatabaseFiles, checkpoints: Checkpoints, record: WriteRecord
  ) {
    self.pool = pool
    self.files = files
    self.checkpoints = checkpoints
    self.record = record
  }

  func submit(_ job: Job) {
    let refusal: Fault? = state.withLock { state in
      if state.isClosed { return .shuttingDown() }
      if state.length >= Self.lengthLimit {
        return .overloaded(
          "\(Self.lengthLimit) writes are waiting; call again.", retryAfterMs: 1000)
      }
      state.waiting.append(job)
      state.length += 1
      guard !state.isDraining else { return nil }
      state.isDraining = true
      // GRDB's own async write would be cancelled with its Task, and all other jobs with it.
      pool.asyncWriteWithoutTransaction { [self] db in drain(db) }
      return nil
    }
    if let refusal { job.refuse(refusal) }
  }

  /// Refuses new jobs, and returns when all earlier ones have been answered.
  func close() {
    state.withLock { $0.isClosed = true }
    pool.writeWithoutTransaction { _ in }
  }

  private func drain(_ db: Database) {
    while true {
      let taken = state.withLock { state in
        defer { state.waiting = [] }
        state.isDraining = !state.waiting.isEmpty
        return state.waiting
      }
      if taken.isEmpty { return }
      for start in stride(from: 0, to: taken.count, by: Self.batchLimit) {
        let batch = taken[start..<min(start + Self.batchLimit, taken.count)]
        run(batch, db)
        state.withLock { $0.length -= batch.count }
      }
    }
  }

  private func run(_ batch: ArraySlice<Job>, _ db: Database) {
    var answers: [@Sendable () -> Void] = []
    do {
      checkpoints.giveWay()
      try db.run("BEGIN IMMEDIATE")
    } catch {
      record.noteFailure(error)
      return batch.forEach { $0.refuse(error) }
    }
    // A job that changed nothing gives no information about the disk.
    let changesBefore = db.totalChangesCount
    var isSound = true
    do {
      for job in batch {
        answers.append(try inSavepoint(job, db, &isSound))
      }
      try SearchIndex.settle(db)
      try files.check()
      try db.run("COMMIT")
    } catch {
      rollBack(db)
      // One job, or the disk, ended the shared transaction: now each job gets one of its own.
      guard batch.count > 1 else {
        record.noteFailure(error)
        return batch.forEach { $0.refuse(error) }
      }
      for index in batch.indices {
        run(batch[index...index], db)
      }
      return
    }
    do {
      try files.check()
    } catch {
      record.noteFailure(error)
      // The commit is in a file that no later process will find or accept.
      return batch.forEach { $0.refuse(error) }
    }
    if isSound, db.totalChangesCount > changesBefore { record.noteCommit() }
    answers.forEach { $0() }
  }

  /// Throws only when the transaction itself was ended: by SQLITE_FULL, IOERR, NOMEM, BUSY,
  /// INTERRUPT or RAISE(ROLLBACK) (sqlite.org/lang_transaction.html, section 3).
  ///
  /// `isSound` becomes false when the machine, not a rule, refused the job.
  private func inSavepoint(
    _ job: Job, _ db: Database, _ isSound: inout Bool
  ) throws -> @Sendable () -> Void {
    try db.run("SAVEPOINT job")
    do {
      let answer = try job.perform(db)
      try db.run("RELEASE job")
      return answer
    } catch {
      guard db.isInsideTransaction else { throw error }
      try db.run("ROLLBACK TO job")
      try db.run("RELEASE job")
      if record.noteFailure(error) { isSound = false }
      return { job.refuse(error) }
    }
  }

  private func rollBack(_ db: Database) {
    guard db.isInsideTransaction else { return }
    // A ROLLBACK that fails has rolled back all the same (sqlite.org/lang_transaction.html).
    _ = try? db.run("ROLLBACK")
  }
}
