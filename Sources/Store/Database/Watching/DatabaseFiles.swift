import Synchronization
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The database, its log and the log's index as they were opened: what somebody does to them from
/// outside is seen before it costs an acknowledged write.
///
/// `check` is called with the write lock held, before each COMMIT, once more before anybody is told of
/// it, and before each checkpoint. It looks:
/// - whether the three paths still lead to the files that are open;
/// - whether the log ends with the last frame that its index knows, so that a log that was cut or
///   written over is told from one that a checkpoint has emptied, whoever made it;
/// - whether the database has been written to by anything but a checkpoint: each of those, also
///   another program's (Litestream, `PRAGMA wal_checkpoint`), shows in the index. Where one ran since
///   the last look, the database has to be this one still: its header, and the page with its id.
///
/// What remains: whatever happens after the second look costs what was acknowledged before it, and is
/// told with the next write; and an older copy of the same database is not told that is written over
/// it while another program's checkpoint runs, or together with the beginning of a new log, or within
/// the file system's grain of time (milliseconds) after a write of ours and as long as before.
final class DatabaseFiles: Sendable {
  private struct State {
    /// The database when it was last known to be only ours, and how far the log was copied then.
    var content: FileState.Content
    var progress: LogIndex.Progress
    /// What was seen once and can't be undone.
    var damage: Fault?
    /// What is wrong within the database, as it was found.
    var defect: Fault?
    /// Whether nothing may be copied into the database yet.
    var isHeld = false
    /// Checkpoints of ours under way.
    var copying = 0
  }

  /// Looks at something that moves are repeated so often.
  private static let attempts = 100

  let path: String
  private let database: WatchedFile
  private let log: WatchedFile
  private let index: WatchedFile
  private let ownPage: OwnPage
  private let state: Mutex<State>

  /// For a database that is open. `rootPage` is that of the table with the database's id, which
  /// nothing changes.
  init(path: String, rootPage: Int) throws(OpenFailure) {
    self.path = path
    database = try WatchedFile(path)
    log = try WatchedFile(path + "-wal")
    index = try WatchedFile(path + "-shm")
    ownPage = try OwnPage(rootPage, of: database)
    guard let (content, progress) = Self.steady(database, index) else {
      throw .machine("\(path)-shm can't be read, or never rests: end what else writes to it.")
    }
    state = Mutex(State(content: content, progress: progress))
  }

  /// Throws `storage`, and says what happened and what to do.
  func check() throws(Fault) {
    try checkTouched()
    if let defect { throw defect }
  }

  /// Whether somebody has done something to them from outside, whatever is wrong within.
  func checkTouched() throws(Fault) {
    try checkPaths()
    try state.withLock { state throws(Fault) in
      if let damage = state.damage { throw damage }
      try checkLog()
      do throws(Fault) {
        try checkDatabase(&state)
      } catch {
        state.damage = error
        throw error
      }
    }
  }

  /// Whether the database's path still leads to it.
  var isInPlace: Bool { database.isInPlace }

  /// `check`, as a question.
  var areIntact: Bool {
    do throws(Fault) {
      try check()
      return true
    } catch {
      return false
    }
  }

  /// What is wrong within the database, if that is known.
  var defect: Fault? { state.withLock { $0.defect } }

  /// Nothing is written any more: the database is not whole.
  func noteDamage(_ fault: Fault) {
    state.withLock { $0.defect = fault }
  }

  /// A check has found it to be whole after all.
  func forgetDamage() {
    state.withLock { $0.defect = nil }
  }

  /// Nothing is copied into the database until it is known to be whole.
  func holdCopying() {
    state.withLock { $0.isHeld = true }
  }

  func allowCopying() {
    state.withLock { $0.isHeld = false }
  }

  /// Whether the log may be copied into the database.
  var mayCopy: Bool { state.withLock { !$0.isHeld && $0.defect == nil } }

  /// Whether the paths lead where they led.
  private func checkPaths() throws(Fault) {
    guard database.isInPlace else {
      throw .storage(
        "\(path) was moved or replaced under the running skeind: nothing was written. Restart it.")
    }
    guard log.isInPlace else {
      throw .storage(
        "\(path)-wal was removed or replaced under the running skeind: nothing was written. Put it "
          + "back; if it is gone, stop skeind and restore a backup, for what was written last may "
          + "be lost.")
    }
    guard index.isInPlace else {
      throw .storage(
        "\(path)-shm was removed or replaced under the running skeind: nothing was written. Restart "
          + "skeind; nothing is lost.")
    }
  }

  /// Runs a checkpoint of ours, which writes to the database; also one that fails, as on a full disk,
  /// and is tried again, has written and got no further by its index.
  func whileCopying<T>(_ body: () throws -> T) rethrows -> T {
    state.withLock { $0.copying += 1 }
    defer {
      state.withLock { state in
        state.copying -= 1
        if state.copying == 0, ownPage.isIn(database),
          let (content, progress) = Self.steady(database, index)
        {
          (state.content, state.progress) = (content, progress)
        }
      }
    }
    return try body()
  }
}

extension DatabaseFiles {
  /// The log's last ended transaction is where its index says, or the index has moved on.
  private func checkLog() throws(Fault) {
    for _ in 0..<Self.attempts {
      guard let before = LogIndex(descriptor: index.descriptor) else { continue }
      if before.frames == 0 || LogFrame(before.frames, of: log)?.ends(before) == true { return }
      // Not with the write lock held: a look from elsewhere may meet a log that begins anew.
      guard let after = LogIndex(descriptor: index.descriptor), after == before else { continue }
      throw .storage(
        "\(path)-wal was cut or written over under the running skeind: nothing was written. Stop "
          + "skeind and restore a backup, for what was written last may be lost.")
    }
    throw .storage(
      "\(path)-shm can't be read: nothing was written. Restart skeind; nothing is lost.")
  }

  private func checkDatabase(_ state: inout State) throws(Fault) {
    for _ in 0..<Self.attempts {
      guard let before = LogIndex(descriptor: index.descriptor),
        let content = FileState(descriptor: database.descriptor)?.content
      else { continue }
      guard content != state.content else {
        if before.progress.isSettled { state.progress = before.progress }
        return
      }
      let isBeingCopied =
        state.copying > 0 || LogIndex.isBeingCopied(byOthers: index.descriptor)
      guard let after = LogIndex(descriptor: index.descriptor), after.progress == before.progress
      else { continue }
      // It goes on changing: the look after its end judges.
      if isBeingCopied { return }
      guard after.progress != state.progress, ownPage.isIn(database),
        fits(content, after, beside: before)
      else { throw overwritten }
      (state.content, state.progress) = (content, after.progress)
      return
    }
  }

  /// A log that is copied to its end leaves the database as long as it says.
  private func fits(
    _ content: FileState.Content, _ index: LogIndex, beside before: LogIndex
  ) -> Bool {
    guard index == before, index.frames > 0, index.frames == Int(index.progress.copiedFrames)
    else { return true }
    return content.bytes == index.pages * LogFrame.pageBytes
  }

  private var overwritten: Fault {
    .storage(
      "\(path) was written over under the running skeind: nothing was written. Stop skeind; then, to "
        + "go on with what stands there now, move \(path)-wal and \(path)-shm away and start it "
        + "again, or restore another backup the same way.")
  }

  /// The database's state together with how far the log was copied then.
  private static func steady(
    _ database: WatchedFile, _ index: WatchedFile
  ) -> (FileState.Content, LogIndex.Progress)? {
    for _ in 0..<attempts {
      guard let before = LogIndex(descriptor: index.descriptor),
        let content = FileState(descriptor: database.descriptor)?.content,
        let after = LogIndex(descriptor: index.descriptor), after.progress == before.progress
      else { continue }
      return (content, after.progress)
    }
    return nil
  }
}
