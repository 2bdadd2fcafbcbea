import Dispatch
import GRDB
import Synchronization
import Wire

/// Whether the database is known to be whole, and the check that finds it out beside the service: when
/// the end before was not in order, when a damaged page was met, and when the last check is long ago.
/// It runs on a thread of its own that gives way to everybody's work, and as long as the database is
/// large.
///
/// While it is in doubt, nothing is copied from the log into the database, and when it is not whole
/// nothing is written any more: so the file stays as it was found, whatever is wrong with it.
final class WholeCheck: Sendable {
  /// A database that always ends in order is checked after so many days all the same.
  static let ageLimitDays: Int64 = 30
  /// A page that seems damaged so soon after a check that found none is no reason for another.
  private static let repeatMilliseconds: Int64 = 3_600_000

  private struct State {
    var wholeness: Wholeness
    /// When all of it was found to be whole, by the clock of then; `nil` when nobody knows.
    var checkedAt: Timestamp?
    var isRunning = false
    /// The connection of a check that is under way.
    var queue: DatabaseQueue?
    var isStopping = false

    /// Whether a check may begin now, which then is under way.
    mutating func begins() -> Bool {
      if case .damaged = wholeness { return false }
      guard !isRunning, !isStopping else { return false }
      isRunning = true
      return true
    }
  }

  private let files: DatabaseFiles
  /// The log that was there when the database was opened.
  private let logFound: String?
  private let state: Mutex<State>
  private let now: @Sendable () -> Timestamp
  private let whenTold: @Sendable (Wholeness) -> Void
  /// Entered while the check runs.
  private let running = DispatchGroup()
  /// Between two tries to stop it: a statement that has not begun can't be interrupted.
  private static let stopPause = DispatchTimeInterval.milliseconds(20)

  /// `isKnown` says that the database needs no check, and `checkedAt` when it had its last one.
  /// `whenTold` hears when one begins and what came of it, on any thread.
  init(
    of files: DatabaseFiles, isKnown: Bool, checkedAt: Timestamp?, logFound: String?,
    now: @escaping @Sendable () -> Timestamp, whenTold: @escaping @Sendable (Wholeness) -> Void
  ) {
    self.files = files
    self.logFound = logFound
    self.now = now
    self.whenTold = whenTold
    let wholeness = isKnown ? Wholeness.known : .unknown("its check has not begun")
    state = Mutex(State(wholeness: wholeness, checkedAt: checkedAt))
    if !isKnown { files.holdCopying() }
  }

  /// What is known.
  var wholeness: Wholeness { state.withLock { $0.wholeness } }

  /// When all of it was found to be whole; `nil` when nobody knows.
  var checkedAt: Timestamp? { state.withLock { $0.checkedAt } }

  /// Begins one beside the service, unless one runs.
  func begin(_ occasion: Wholeness.Occasion) {
    guard let queue = opened(occasion) else { return }
    let began = QuietThread.start { [self] in run(queue, occasion) }
    if !began { giveUp(occasion, "the system has no thread to give") }
  }

  /// Begins one if the last is long ago, or nobody knows when it was.
  func beginIfOld() {
    let isOld = state.withLock { state in
      guard state.wholeness.isTrusted else { return false }
      guard let checkedAt = state.checkedAt else { return true }
      let age = now().milliseconds - checkedAt.milliseconds
      return age < 0 || age > Self.ageLimitDays * 86_400_000
    }
    if isOld { begin(.age) }
  }

  /// Begins one because something was read that looks damaged. Returns at once.
  func beginIfDoubtful() {
    let isChecked = state.withLock { state in
      guard case .checked = state.wholeness, let checkedAt = state.checkedAt else { return false }
      return abs(now().milliseconds - checkedAt.milliseconds) < Self.repeatMilliseconds
    }
    if !isChecked { DispatchQueue.global().async { [self] in begin(.damageMet) } }
  }

  /// Makes one on the calling thread, because damage was met; one that runs already will find it.
  func confirm() {
    if let queue = opened(.damageMet) { run(queue, .damageMet) }
  }

  /// Returns when none is under way any more; what one would have found stays unknown.
  func stop() {
    state.withLock { $0.isStopping = true }
    repeat {
      state.withLock { $0.queue }?.interrupt()
    } while running.wait(timeout: .now() + Self.stopPause) == .timedOut
  }

  /// The connection for a check that is under way from here on; `nil` when none may begin.
  private func opened(_ occasion: Wholeness.Occasion) -> DatabaseQueue? {
    let begins = state.withLock { state in
      let begins = state.begins()
      if begins { running.enter() }
      return begins
    }
    guard begins else { return nil }
    if occasion.isDoubt { files.holdCopying() }
    do {
      let queue = try DatabaseQueue(path: files.path, configuration: .skein(readonly: true))
      let bytes = FileState(path: files.path)?.content.bytes ?? 0
      let wholeness = Wholeness.checking(occasion, since: .now, bytes: bytes)
      state.withLock { state in
        state.wholeness = wholeness
        state.queue = queue
      }
      whenTold(wholeness)
      return queue
    } catch let error as DatabaseError where error.isDamage {
      damaged(error.message ?? "it is no SQLite database")
    } catch {
      giveUp(occasion, "\(error)")
    }
    return nil
  }

  private func run(_ queue: DatabaseQueue, _ occasion: Wholeness.Occasion) {
    let began = ContinuousClock.now
    let found = Result {
      let answer = try queue.unsafeRead { db in
        try db.first("PRAGMA quick_check(1)") { $0.text() } ?? "it gives no answer"
      }
      try queue.close()
      return answer
    }
    // One that was interrupted may take what it has not read for damage.
    guard !state.withLock({ $0.isStopping }) else {
      return giveUp(occasion, "its check was stopped")
    }
    switch found {
    case .success("ok"):
      state.withLock { $0.checkedAt = now() }
      files.allowCopying()
      end(.checked(seconds: (ContinuousClock.now - began) / .seconds(1)))
    case .success(let problem): damaged(problem)
    case .failure(let error as DatabaseError) where error.isDamage:
      damaged(error.message ?? "it is no SQLite database")
    case .failure(let error): giveUp(occasion, "its check has ended early: \(error)")
    }
  }

  /// What it would have found stays as unknown as it was.
  private func giveUp(_ occasion: Wholeness.Occasion, _ why: String) {
    end(occasion.isDoubt ? .unknown(why) : .known)
  }

  private func damaged(_ problem: String) {
    let reason = problem.split(whereSeparator: \.isNewline).joined(separator: " ")
    var sentences = [OpenFailure.damaged(path: files.path, reason: reason).message]
    // Nothing was copied into it. Whether it is whole without the log can't be looked up here: to
    // close the database once more would drop the locks that this process has on it.
    if let logFound {
      sentences.append(
        "If you have put a backup beside the log of what stood there before, stop skeind, move "
          + "\(logFound) and \(files.path)-shm away and start it again.")
    }
    let found = sentences.joined(separator: " ")
    files.noteDamage(
      .storage(
        "\(found) Until then nothing is written, and what can be read is answered: skein db check "
          + "says what is wrong, skein db backup tries to copy it."))
    end(.damaged(found))
  }

  private func end(_ wholeness: Wholeness) {
    state.withLock { state in
      state.wholeness = wholeness
      state.queue = nil
      state.isRunning = false
    }
    whenTold(wholeness)
    running.leave()
  }
}

extension DatabaseError {
  /// Whether SQLite has met bytes that it cannot have written.
  var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode) }
}
