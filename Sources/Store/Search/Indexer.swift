import Dispatch
import GRDB
import Synchronization
import Wire

/// Lets messages enter the search index, a few at a time: before a search all that there are, and
/// in the background one step a second, or one after another while nobody writes.
final class Indexer: Sendable {
  /// From one step of the background work to the next while others write.
  private static let quiet = DispatchTimeInterval.seconds(1)
  /// The same when nothing was written meanwhile.
  private static let pause = DispatchTimeInterval.milliseconds(5)

  private struct State {
    var isScheduled = false
    /// Something was written since the last step began.
    var isDue = false
  }

  private let writes: WriteQueue
  /// Without it, messages enter before a search alone.
  private let worksInBackground: Bool
  private let whenCurrent: @Sendable () -> Void
  /// Of its own: nobody's work keeps it waiting.
  private let clock = DispatchQueue(label: "skein.indexer")
  private let state = Mutex(State())

  /// `whenCurrent` is told, on the writer's queue, when the background work has nothing left to do.
  init(
    writes: WriteQueue, inBackground: Bool, whenCurrent: @escaping @Sendable () -> Void
  ) {
    self.writes = writes
    worksInBackground = inBackground
    self.whenCurrent = whenCurrent
  }

  /// Calls `then` when all messages are in the index that had been written when its first step
  /// began: whatever was acknowledged before the call.
  func catchUp(then: @escaping @Sendable ((any Error)?) -> Void) {
    catchUp(through: nil, then)
  }

  private func catchUp(
    through newest: Int64?, _ then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let newest = try newest ?? SearchIndex.newest(db)
          let hasMore = try SearchIndex.step(through: newest, db)
          return { [self] in
            if hasMore { catchUp(through: newest, then) } else { then(nil) }
          }
        },
        refuse: { then($0) }))
  }

  /// Something was written: its messages enter soon. Also at the start, for what a
  /// daemon before left.
  func noteWrite() {
    guard worksInBackground else { return }
    let isFirst = state.withLock { state in
      state.isDue = true
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if isFirst { schedule(in: Self.quiet) }
  }

  private func schedule(in delay: DispatchTimeInterval) {
    clock.asyncAfter(deadline: .now() + delay) { [weak self] in
      self?.work()
    }
  }

  private func work() {
    state.withLock { $0.isDue = false }
    writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let hasMore = try SearchIndex.step(through: SearchIndex.newest(db), db)
          return { [self] in
            let isDue = state.withLock { state in
              state.isScheduled = hasMore || state.isDue
              return state.isDue
            }
            if isDue { schedule(in: Self.quiet) } else if hasMore { schedule(in: Self.pause) }
            if !hasMore { whenCurrent() }
          }
        },
        // A full disk, or the end: the next write tries again.
        refuse: { [self] _ in state.withLock { $0.isScheduled = false } }))
  }
}

extension OwnedStore {
  /// A scan that finds every message which was acknowledged before the call in the search index.
  package func scanIndexed<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    scan({ rows in try SearchIndex.isCurrent(rows.db) ? try body(rows) : nil }) {
      [self] (found: Result<T?, any Error>) in
      switch found {
      case .success(let value?): then(.success(value))
      case .failure(let error): then(.failure(error))
      case .success(nil):
        store.indexer.catchUp { [self] error in
          if let error {
            then(.failure(store.translate(error)))
          } else {
            scan(body, then: then)
          }
        }
      }
    }
  }
}
