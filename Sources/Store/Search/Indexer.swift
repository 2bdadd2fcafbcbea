import Dispatch
import GRDB
import Synchronization
import Wire

/// The progress of the search index, counted by message numbers, which may include deleted
/// messages.
package struct IndexProgress: Sendable, Equatable {
  package let indexed: Int
  package let total: Int
}

/// A search that waits for the index.
package struct IndexWait: Sendable {
  /// Called between steps; `true` ends the wait with `cancelled`.
  package var isOver: @Sendable () -> Bool
  /// Called before the first step and after each, on any queue.
  package var tell: @Sendable (IndexProgress) -> Void

  package init(
    isOver: @escaping @Sendable () -> Bool = { false },
    tell: @escaping @Sendable (IndexProgress) -> Void = { _ in }
  ) {
    self.isOver = isOver
    self.tell = tell
  }
}

/// Adds messages to the search index, a few at a time: all of them before a search; in the
/// background one step now and then while others write, and step after step when nobody does. A
/// writer waits for one step at most.
///
/// While nothing may be copied from the log into the database, the background work pauses: it would
/// make the log as long as the index, and the next start has to read the whole log.
final class Indexer: Sendable {
  /// From a write to the first step after it.
  private static let quiet = DispatchTimeInterval.seconds(1)
  /// Between two steps of the background work while others write and more is left.
  private static let share = DispatchTimeInterval.milliseconds(250)
  /// The same when nothing was written meanwhile.
  private static let pause = DispatchTimeInterval.milliseconds(5)

  private struct State {
    var isScheduled = false
    /// Whether something was written since the last step began.
    var isDue = false
  }

  private let writes: WriteQueue
  private let files: DatabaseFiles
  /// Without background work, messages are added before a search only.
  private let worksInBackground: Bool
  private let whenCurrent: @Sendable () -> Void
  /// A queue of its own, so that other work cannot delay it.
  private let clock = DispatchQueue(label: "skein.indexer")
  private let state = Mutex(State())

  /// `whenCurrent` is called on the writer's queue when the background work has nothing left to do.
  init(
    writes: WriteQueue, into files: DatabaseFiles, inBackground: Bool,
    whenCurrent: @escaping @Sendable () -> Void
  ) {
    self.writes = writes
    self.files = files
    worksInBackground = inBackground
    self.whenCurrent = whenCurrent
  }

  /// Calls `then` when the index has all messages that were written when its first step began:
  /// every message that was acknowledged before the call.
  func catchUp(_ wait: IndexWait, then: @escaping @Sendable ((any Error)?) -> Void) {
    catchUp(through: nil, wait, then)
  }

  private func catchUp(
    through newest: Int64?, _ wait: IndexWait, _ then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    guard !wait.isOver() else { return then(Fault.cancelled()) }
    // The first call only measures, so that the waiting search learns how much there is to do.
    let isFirst = newest == nil
    writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let newest = try newest ?? SearchIndex.newest(db)
          let hasMore = try isFirst || SearchIndex.step(through: newest, db)
          let indexed = try SearchIndex.progress(db).indexed
          return { [self] in
            guard hasMore, indexed < newest else { return then(nil) }
            wait.tell(IndexProgress(indexed: indexed, total: Int(newest)))
            catchUp(through: newest, wait, then)
          }
        },
        refuse: { then($0) }))
  }

  /// Something was written: its messages will be added soon. Called also at the start, for messages
  /// that an earlier daemon left, and when the log may be copied again.
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

  /// Runs one step of the background work, and schedules the next.
  func work() {
    guard files.mayCopy else { return state.withLock { $0.isScheduled = false } }
    state.withLock { $0.isDue = false }
    writes.submit(
      WriteQueue.Job(
        perform: { [self] db in
          let newest = try SearchIndex.newest(db)
          let hasMore =
            try SearchIndex.step(through: newest, db) || SearchIndex.foldingStep(db)
          return { [self] in
            let isDue = state.withLock { state in
              state.isScheduled = hasMore || state.isDue
              return state.isDue
            }
            switch (isDue, hasMore) {
            case (true, true): schedule(in: Self.share)
            case (true, false): schedule(in: Self.quiet)
            case (false, true): schedule(in: Self.pause)
            case (false, false): break
            }
            if !hasMore { whenCurrent() }
          }
        },
        // The disk is full, or the store is closing: the next write tries again.
        refuse: { [self] _ in state.withLock { $0.isScheduled = false } }))
  }
}

extension OwnedStore {
  /// Calls `then` when the search index has every message that was acknowledged before the call: at
  /// once when it has, else on the writer's queue. The error says why they cannot be added.
  package func whenIndexed(
    _ wait: IndexWait = IndexWait(), then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    let isCurrent: Bool
    do {
      isCurrent = try read { rows in try SearchIndex.isCurrent(rows.db) }
    } catch {
      return then(error)
    }
    guard !isCurrent else { return then(nil) }
    store.indexer.catchUp(wait) { [store] error in then(error.map(store.translate)) }
  }

  /// A scan for which the search index has every message that was acknowledged before the call.
  package func scanIndexed<T: Sendable>(
    _ body: @escaping @Sendable (borrowing Rows) throws -> T,
    then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    whenIndexed { [self] error in
      if let error { then(.failure(error)) } else { scan(body, then: then) }
    }
  }
}
