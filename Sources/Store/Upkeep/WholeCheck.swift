import Dispatch
import GRDB
import Synchronization
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether the database is known to be whole, and the check that finds it out beside the service when
/// the end before was not in order: on a thread of its own that gives way to everybody's work, and as
/// long as the database is large.
///
/// Until it is known, nothing is copied from the log into the database, and when it is not whole
/// nothing is written any more: so the file stays as it was found, whatever is wrong with it.
final class WholeCheck: Sendable {
  private struct State {
    var wholeness: Wholeness
    /// The connection of a check that is under way.
    var queue: DatabaseQueue?
    var isStopping = false
  }

  private let files: DatabaseFiles
  /// The log that was there when the database was opened.
  private let logFound: String?
  private let state: Mutex<State>
  private let whenTold: @Sendable (Wholeness) -> Void
  /// Entered while the check runs.
  private let running = DispatchGroup()
  /// Between two tries to stop it: a statement that has not begun can't be interrupted.
  private static let stopPause = DispatchTimeInterval.milliseconds(20)

  /// `isKnown` says that the database needs no check. `whenTold` hears when one begins
  /// and what came of it, on any thread.
  init(
    of files: DatabaseFiles, isKnown: Bool, logFound: String?,
    whenTold: @escaping @Sendable (Wholeness) -> Void
  ) {
    self.files = files
    self.logFound = logFound
    self.whenTold = whenTold
    state = Mutex(State(wholeness: isKnown ? .known : .unknown("its check has not begun")))
    if !isKnown { files.holdCopying() }
  }

  /// What is known.
  var wholeness: Wholeness { state.withLock { $0.wholeness } }

  /// Begins it. Once, and only if it is needed.
  func begin() {
    do {
      let queue = try DatabaseQueue(path: files.path, configuration: .skein(readonly: true))
      let bytes = FileState(path: files.path)?.content.bytes ?? 0
      let wholeness = Wholeness.checking(since: .now, bytes: bytes)
      state.withLock { state in
        state.wholeness = wholeness
        state.queue = queue
      }
      whenTold(wholeness)
      running.enter()
      let began = QuietThread.start { [self] in
        run(queue)
        running.leave()
      }
      guard began else {
        running.leave()
        return end(.unknown("the system has no thread to give"))
      }
    } catch {
      end(.unknown("\(error)"))
    }
  }

  /// Returns when none is under way any more; what one would have found stays unknown.
  func stop() {
    state.withLock { $0.isStopping = true }
    repeat {
      state.withLock { $0.queue }?.interrupt()
    } while running.wait(timeout: .now() + Self.stopPause) == .timedOut
  }

  private func run(_ queue: DatabaseQueue) {
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
      return end(.unknown("its check was stopped"))
    }
    switch found {
    case .success("ok"):
      files.allowCopying()
      end(.checked(seconds: (ContinuousClock.now - began) / .seconds(1)))
    case .success(let problem): damaged(problem)
    case .failure(let error as DatabaseError)
    where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode):
      damaged(error.message ?? "it is no SQLite database")
    case .failure(let error): end(.unknown("its check has ended early: \(error)"))
    }
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
    }
    whenTold(wholeness)
  }
}

/// What is known of the database's pages.
package enum Wholeness: Sendable, Equatable {
  /// It was closed in order, or was checked before it was opened.
  case known
  /// It is being read; `bytes` is its size.
  case checking(since: ContinuousClock.Instant, bytes: Int)
  case checked(seconds: Double)
  /// It is not whole. What is wrong, and what to do.
  case damaged(String)
  /// The check could not be made. Why.
  case unknown(String)

  /// Whether the next daemon may trust it.
  var isTrusted: Bool {
    switch self {
    case .known, .checked: true
    case .checking, .damaged, .unknown: false
    }
  }
}

/// A thread that others do not wait for: it yields the processor to them, and is deaf to signals.
private enum QuietThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// False when the system has none to give.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { QuietThread.enter($0) }, context)
      if code == 0, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, nil, { QuietThread.enter($0) }, context)
      if code == 0 { pthread_detach(thread) }
    #endif
    if code != 0 { Unmanaged<Body>.fromOpaque(context).release() }
    return code == 0
  }

  private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    #if canImport(Darwin)
      pthread_set_qos_class_self_np(QOS_CLASS_BACKGROUND, 0)
    #else
      // On Linux a nice value is a thread's own (setpriority(2), C library/kernel differences), and
      // its reads follow it (ioprio_set(2)).
      setpriority(.init(PRIO_PROCESS.rawValue), 0, 19)
    #endif
    if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
    return nil
  }
}
