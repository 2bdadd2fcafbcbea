import Dispatch
import GRDB
import Synchronization
import Wire

/// Knows whether the database is undamaged, and finds it out by a check in the background: after an
/// end that was not clean, after a damaged page was met, and when the last check is long ago. The
/// check runs on a thread of its own, which gives all other work precedence, and takes longer for a
/// larger database.
///
/// While the result is open, nothing is copied from the log into the database; when the database is
/// damaged, nothing is written any more. So the file stays as it was found.
final class WholeCheck: Sendable {
  /// A database whose ends were all clean is still checked after this many days.
  static let ageLimitDays: Int64 = 30
  /// After a check that found no damage, a page that seems damaged starts no other check for this
  /// long.
  private static let repeatMilliseconds: Int64 = 3_600_000

  private struct State {
    var wholeness: Wholeness
    /// When the whole database was last found undamaged, by the clock of that time; `nil` when
    /// unknown.
    var checkedAt: Timestamp?
    /// Damage that an earlier daemon found: it counts until this daemon's check has ended.
    var remembered: Wholeness?
    var isRunning = false
    /// The connection of the running check.
    var queue: DatabaseQueue?
    var isStopping = false

    /// Begins a check, if one may begin now.
    mutating func begins() -> Bool {
      if remembered == nil, case .damaged = wholeness { return false }
      guard !isRunning, !isStopping else { return false }
      isRunning = true
      return true
    }
  }

  private let files: DatabaseFiles
  /// The log that existed when the database was opened.
  private let logFound: String?
  private let state: Mutex<State>
  private let now: @Sendable () -> Timestamp
  private let whenTold: @Sendable (Wholeness) -> Void
  /// Entered while the check runs.
  private let running = DispatchGroup()
  /// The pause between two attempts to stop the check: a statement that has not begun cannot be
  /// interrupted.
  private static let stopPause = DispatchTimeInterval.milliseconds(20)

  /// `isKnown` means that the database needs no check, and `checkedAt` is the time of its last one.
  /// With `damage`, which was found before, nothing is written from the first moment on. `whenTold`
  /// is called when a check begins and with its result, on any thread.
  init(
    of files: DatabaseFiles, isKnown: Bool, checkedAt: Timestamp?, damage: String? = nil,
    logFound: String?, now: @escaping @Sendable () -> Timestamp,
    whenTold: @escaping @Sendable (Wholeness) -> Void
  ) {
    self.files = files
    self.logFound = logFound
    self.now = now
    self.whenTold = whenTold
    let remembered = damage.map { Wholeness.damaged(Self.sentences(files, $0, logFound)) }
    let wholeness =
      remembered ?? (isKnown ? Wholeness.known : .unknown("its check has not begun"))
    state = Mutex(State(wholeness: wholeness, checkedAt: checkedAt, remembered: remembered))
    if !isKnown { files.holdCopying() }
    if case .damaged(let found)? = remembered {
      files.noteDamage(Self.refusal(found))
      whenTold(wholeness)
    }
  }

  /// What is known now.
  var wholeness: Wholeness { state.withLock { $0.wholeness } }

  /// When the whole database was last found undamaged; `nil` when unknown.
  var checkedAt: Timestamp? { state.withLock { $0.checkedAt } }

  /// Begins a check in the background, unless one runs.
  func begin(_ occasion: Wholeness.Occasion) {
    guard let queue = opened(occasion) else { return }
    let began = QuietThread.start { [self] in run(queue, occasion) }
    if !began { giveUp(occasion, "the system has no thread to give") }
  }

  /// Begins a check if the last one is long ago, or its time is not known.
  func beginIfOld() {
    let isOld = state.withLock { state in
      guard state.wholeness.isTrusted else { return false }
      guard let checkedAt = state.checkedAt else { return true }
      let age = now().milliseconds - checkedAt.milliseconds
      return age < 0 || age > Self.ageLimitDays * 86_400_000
    }
    if isOld { begin(.age) }
  }

  /// Begins a check because something that was read looks damaged. Returns at once.
  func beginIfDoubtful() {
    let isChecked = state.withLock { state in
      guard case .checked = state.wholeness, let checkedAt = state.checkedAt else { return false }
      return abs(now().milliseconds - checkedAt.milliseconds) < Self.repeatMilliseconds
    }
    if !isChecked { DispatchQueue.global().async { [self] in begin(.damageMet) } }
  }

  /// Runs a check on the calling thread, because damage was met; a check that runs already will
  /// find it.
  func confirm() {
    if let queue = opened(.damageMet) { run(queue, .damageMet) }
  }

  /// Returns when no check is running any more; the result of a stopped check stays unknown.
  func stop() {
    state.withLock { $0.isStopping = true }
    repeat {
      state.withLock { $0.queue }?.interrupt()
    } while running.wait(timeout: .now() + Self.stopPause) == .timedOut
  }

  /// The connection for a check, which counts as running from here on; `nil` when none may begin.
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
      let isNews = state.withLock { state in
        if state.remembered == nil { state.wholeness = wholeness }
        state.queue = queue
        return state.remembered == nil
      }
      if isNews { whenTold(wholeness) }
      return queue
    } catch let error as DatabaseError where error.isDamage {
      damaged(error.message ?? "it is not an SQLite database")
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
    // An interrupted check may report what it has not read as damage.
    guard !state.withLock({ $0.isStopping }) else {
      return giveUp(occasion, "its check was stopped")
    }
    switch found {
    case .success("ok"):
      state.withLock { $0.checkedAt = now() }
      DamageMark(ofDatabase: files.path).remove()
      files.forgetDamage()
      files.allowCopying()
      end(.checked(seconds: (ContinuousClock.now - began) / .seconds(1)))
    case .success(let problem): damaged(problem)
    case .failure(let error as DatabaseError) where error.isDamage:
      damaged(error.message ?? "it is not an SQLite database")
    case .failure(let error): giveUp(occasion, "its check has ended early: \(error)")
    }
  }

  /// Ends a check without a result: what was unknown stays unknown.
  private func giveUp(_ occasion: Wholeness.Occasion, _ why: String) {
    let remembered = state.withLock { $0.remembered }
    end(remembered ?? (occasion.isDoubt ? .unknown(why) : .known))
  }

  private func damaged(_ problem: String) {
    let reason = problem.split(whereSeparator: \.isNewline).joined(separator: " ")
    let found = Self.sentences(files, reason, logFound)
    files.noteDamage(Self.refusal(found))
    // Another file in its place is not marked.
    if files.isInPlace { DamageMark(ofDatabase: files.path).make(reason) }
    end(.damaged(found))
  }

  /// What is wrong, and what to do.
  private static func sentences(
    _ files: DatabaseFiles, _ reason: String, _ logFound: String?
  ) -> String {
    var sentences = [OpenFailure.damaged(path: files.path, reason: reason).message]
    // Nothing was copied into the database. Whether it is undamaged without the log cannot be found
    // out here: opening and closing the file would drop the locks that this process has on it.
    if let logFound {
      sentences.append(
        "If you have put a backup beside the log of what stood there before, stop skeind, move "
          + "\(logFound) and \(files.path)-shm away and start it again.")
    }
    return sentences.joined(separator: " ")
  }

  private static func refusal(_ found: String) -> Fault {
    .storage(
      "\(found) Until then nothing is written, and what can be read is answered: skein db check "
        + "says what is wrong, skein db backup tries to copy it.")
  }

  private func end(_ wholeness: Wholeness) {
    state.withLock { state in
      state.wholeness = wholeness
      state.remembered = nil
      state.queue = nil
      state.isRunning = false
    }
    whenTold(wholeness)
    running.leave()
  }
}

extension DatabaseError {
  /// Whether SQLite has read bytes that it cannot have written.
  var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode) }
}
