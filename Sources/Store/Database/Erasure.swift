import GRDB
import Synchronization

/// Removes deleted text from every file: the one way for everything that is permanently deleted.
///
/// A deleted row is overwritten with zeros (`secure_delete`), but its text also remains in the
/// full-text index, in the log, and in the copies that were made before migrations. So, after the
/// commit of the deletion, the indexes are rewritten, those copies are removed, and the log is
/// copied into the database and truncated. An open reader delays the last step; then it is tried
/// again until it succeeds. A row in `erasure`, written in the same transaction as the deletion,
/// records that this is due, so that a restart of the daemon does not lose it.
final class Erasure: Sendable {
  /// Milliseconds before the second try; each later pause is twice as long, up to a limit.
  static let firstPause = 100
  static let longestPause = 30_000

  private typealias Waiting = [@Sendable (Bool) -> Void]

  private struct State {
    var isRunning = false
    var isClosed = false
    var pause = Erasure.firstPause
    /// Callers that asked since the current pass began.
    var waiting: Waiting = []
    /// Callbacks for the moment when nothing is due.
    var whenFinished: [@Sendable () -> Void] = []
    var isDue = false
  }

  private let path: String
  private let writes: WriteQueue
  private let checkpoints: Checkpoints
  private let after: @Sendable (Int, @escaping @Sendable () -> Void) -> Void
  private let state = Mutex(State())

  init(
    path: String, writes: WriteQueue, checkpoints: Checkpoints,
    after: @escaping @Sendable (Int, @escaping @Sendable () -> Void) -> Void
  ) {
    self.path = path
    self.writes = writes
    self.checkpoints = checkpoints
    self.after = after
  }

  /// Part of each transaction that deletes permanently.
  static func mark(_ db: Database) throws {
    try db.run(
      """
      INSERT INTO erasure (one, number)
      VALUES (1, 1)
      ON CONFLICT (one) DO UPDATE SET number = number + 1
      """)
  }

  /// A schema older than the table `erasure` has no mark.
  static func isMarked(_ db: Database) throws -> Bool {
    try db.tableExists("erasure") && number(db) != nil
  }

  /// To be called after the commit of a deletion. `then` gets the result of the first pass after
  /// it, on any queue: true when no byte of the text is left.
  func begin(then: @escaping @Sendable (Bool) -> Void) {
    let starts = state.withLock { state in
      state.waiting.append(then)
      state.isDue = true
      return Self.starts(&state)
    }
    if starts { pass() }
  }

  /// Runs `body` when nothing is due, which may be at once.
  func whenFinished(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if state.isDue { state.whenFinished.append(body) }
      return !state.isDue
    }
    if now { body() }
  }

  /// Nothing is tried after this; the mark stays for the next daemon.
  func close() {
    state.withLock { $0.isClosed = true }
  }

  private static func starts(_ state: inout State) -> Bool {
    guard !state.isRunning else { return false }
    state.isRunning = true
    return true
  }

  private func pass() {
    let asked = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    write({ db in
      try SearchIndex.purge(db)
      return try Self.number(db)
    }) { [self] number in
      guard case .success(let number) = number else { return ended(asked, isErased: false) }
      checkpoints.empty { [self] isEmpty in
        guard isEmpty, removeCopies() else { return ended(asked, isErased: false) }
        write({ db in
          try db.run("DELETE FROM erasure WHERE number = ?1", number.map { .integer($0) } ?? .null)
        }) { [self] _ in ended(asked, isErased: true) }
      }
    }
  }

  private func ended(_ asked: Waiting, isErased: Bool) {
    enum Next {
      case pass
      case wait(Int)
      case rest
    }
    let (next, late, finished) = state.withLock {
      state -> (Next, Waiting, [@Sendable () -> Void]) in
      guard !state.isClosed else {
        state.isRunning = false
        defer { state.waiting = [] }
        return (.rest, state.waiting, [])
      }
      // Callers that asked meanwhile get another pass of their own, at once.
      guard state.waiting.isEmpty else { return (.pass, [], []) }
      state.isRunning = false
      guard isErased else {
        defer { state.pause = min(state.pause * 2, Self.longestPause) }
        return (.wait(state.pause), [], [])
      }
      state.pause = Self.firstPause
      state.isDue = false
      defer { state.whenFinished = [] }
      return (.rest, [], state.whenFinished)
    }
    for body in asked { body(isErased) }
    for body in late { body(false) }
    for body in finished { body() }
    switch next {
    case .rest: break
    case .pass: pass()
    case .wait(let milliseconds):
      after(milliseconds) { [weak self] in self?.tryAgain() }
    }
  }

  private func tryAgain() {
    let starts = state.withLock { state in
      !state.isClosed && state.isDue && Self.starts(&state)
    }
    if starts { pass() }
  }

  /// Whole copies of the database from before migrations: they contain the deleted text, too.
  private func removeCopies() -> Bool {
    do {
      try SafetyCopy.removeAll(of: path)
      return true
    } catch {
      return false
    }
  }

  private func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    writes.submit(
      WriteQueue.Job(
        perform: { db in
          let value = try body(db)
          return { then(.success(value)) }
        }, refuse: { then(.failure($0)) }))
  }

  private static func number(_ db: Database) throws -> Int64? {
    try db.first("SELECT number FROM erasure") { $0.int64() }
  }
}
