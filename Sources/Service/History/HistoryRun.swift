import Dispatch
import Store
import Synchronization
import Wire

/// One import on its way: conversations in, writes out, a few at once, each a savepoint of its own.
struct HistoryRun {
  /// Writes that may wait for the disk; those that wait share a transaction.
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

  /// Returns when everything is on the disk; throws the first write's failure, `limit` or `cancelled`: what
  /// was written before it stays, and the next import goes on from there.
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
        // What answered elsewhere may be nothing that can be asked here, or no more.
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

  /// One that a single write doesn't hold is written until it is whole.
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

  /// Takes all the room there is, and gives it back.
  private func awaitWrites() {
    for _ in 0..<Self.writesAtOnce { room.wait() }
    for _ in 0..<Self.writesAtOnce { room.signal() }
  }

  /// At most so often, and never to a client that does not read.
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

/// What an import has done so far; its writes end on the writer's queue.
private final class ImportLedger: Sendable {
  private struct State {
    var result = HistoryImport.Result()
    var failure: (any Error)?
    var isWhole = true
    /// Threads of the conversation whose writes are not all done.
    var open: Set<ThreadID> = []
  }

  private let state = Mutex(State())

  var result: HistoryImport.Result { state.withLock { $0.result } }
  /// The first.
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
