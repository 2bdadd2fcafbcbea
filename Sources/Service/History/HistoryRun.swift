import Dispatch
import Store
import Synchronization
import Wire

/// One running import. It reads conversations and writes a few at a time, each in its own
/// savepoint.
struct HistoryRun {
  /// The most writes that may wait for the disk; waiting writes share a transaction.
  private static let writesAtOnce = 16

  private let history: History
  private let session: Session
  private let isCancelled: @Sendable () -> Bool
  private let ledger = ImportLedger()
  private let room = DispatchSemaphore(value: Self.writesAtOnce)
  private var progress: HistoryProgressed.Params
  private var nextProgress = ContinuousClock.now

  init(_ history: History, _ session: Session, _ isCancelled: @escaping @Sendable () -> Bool) {
    self.history = history
    self.session = session
    self.isCancelled = isCancelled
    progress = .init(source: history.source, done: 0, total: history.count)
  }

  /// Returns when everything is on the disk. Throws the first failure of a write, `limit` or
  /// `cancelled`; what was written before stays, and the next import continues from there.
  mutating func finish() throws -> HistoryImport.Result {
    defer { awaitWrites() }
    tell(atOnce: true)
    while let step = try history.next() {
      if isCancelled() { throw Fault.cancelled() }
      if let failure = ledger.failure { throw failure }
      switch step {
      case .unusable(let skips): ledger.skip(skips)
      case .conversation(var conversation):
        ledger.skip(conversation.skips)
        // The model that answered may not be available here, or no longer.
        conversation.keepModels { session.daemon.models.knows($0, for: session.owner.key) }
        try write(conversation)
      }
      progress.done += 1
      tell()
    }
    awaitWrites()
    if let failure = ledger.failure { throw failure }
    tell(atOnce: true)
    return ledger.result
  }

  /// Writes one conversation, in several writes if it is too large for one.
  private func write(_ conversation: HistoryConversation) throws {
    let ended = DispatchSemaphore(value: 0)
    let isSmall = conversation.fitsOneWrite
    repeat {
      room.wait()
      session.owned.write({ try $0.importHistory(conversation) }) { [ledger, room] result in
        ledger.add(result)
        room.signal()
        if !isSmall { ended.signal() }
      }
      if isSmall { return }
      ended.wait()
    } while ledger.failure == nil && !ledger.isWhole && !isCancelled()
    ledger.closeConversation()
  }

  /// Waits for all writes: takes every permit, then returns them.
  private func awaitWrites() {
    for _ in 0..<Self.writesAtOnce { room.wait() }
    for _ in 0..<Self.writesAtOnce { room.signal() }
  }

  /// Reports the progress, at most once in each interval, and never to a client that does not read.
  private mutating func tell(atOnce: Bool = false) {
    let now = ContinuousClock.now
    guard atOnce || now >= nextProgress, session.outlet.unreadBytes < Limits.watcherBacklogBytes
    else { return }
    nextProgress = now + .milliseconds(Limits.importProgressMs)
    let counts = ledger.result
    (progress.threads, progress.messages, progress.skipped) = (
      counts.threads, counts.messages, counts.skipped
    )
    session.outlet.send(Outbound.notification(HistoryProgressed.self, progress))
  }
}

/// The results of an import so far. Writes report to it on the writer's queue.
private final class ImportLedger: Sendable {
  private struct State {
    var result = HistoryImport.Result()
    var failure: (any Error)?
    var isWhole = true
    /// Threads of the conversation that is not completely written yet.
    var open: Set<ThreadID> = []
  }

  private let state = Mutex(State())

  var result: HistoryImport.Result { state.withLock { $0.result } }
  /// The first failure of a write.
  var failure: (any Error)? { state.withLock { $0.failure } }
  /// Whether the last write finished its conversation.
  var isWhole: Bool { state.withLock { $0.isWhole } }

  func skip(_ skips: [HistorySkip]) {
    guard !skips.isEmpty else { return }
    state.withLock { state in
      state.result.skipped += skips.reduce(0) { $0 + $1.count }
      let room = Limits.importedNames - state.result.firstSkipped.count
      state.result.firstSkipped += skips.prefix(room)
    }
  }

  func closeConversation() {
    state.withLock { $0.open = [] }
  }

  func add(_ result: Result<HistoryWritten, any Error>) {
    state.withLock { state in
      switch result {
      case .success(let written):
        let new = written.threads.filter { !state.open.contains($0.id) }
        state.result.threads += new.count
        state.result.messages += written.messages
        let room = Limits.importedNames - state.result.firstThreads.count
        state.result.firstThreads += new.prefix(room)
        state.isWhole = written.isWhole
        if !written.isWhole { state.open.formUnion(written.threads.map(\.id)) }
      case .failure(let error): state.failure = state.failure ?? error
      }
    }
  }
}
