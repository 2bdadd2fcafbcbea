import Synchronization
import Wire

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Watches the database, its log and the log's index, as they were opened, to notice changes by
/// other programs before they cost an acknowledged write.
///
/// `check` is called with the write lock held: before each COMMIT, once more before the commit is
/// acknowledged, and before each checkpoint. It checks:
/// - whether the three paths still lead to the open files;
/// - whether the log ends with the last frame that its index knows: so a log that was truncated or
///   overwritten is told from one that a checkpoint has emptied, whichever process ran that;
/// - whether the database was written to by anything but a checkpoint. Each checkpoint, also another
///   program's (Litestream, `PRAGMA wal_checkpoint`), shows in the index. When one ran since the last
///   check, the database must still be this one: its header, and the page with its id.
///
/// Two cases remain. A change after the second check costs what was acknowledged before it, and is
/// reported with the next write. An older copy of the same database that overwrites this one is not
/// noticed while another program's checkpoint runs, together with the beginning of a new log, or,
/// when its size is the same, within the file system's time resolution (milliseconds) after one of
/// skein's own writes.
final class DatabaseFiles: Sendable {
  private struct State {
    /// The database when only skein was known to have written to it, and how far the log was copied
    /// then.
    var content: FileState.Content
    var progress: LogIndex.Progress
    /// A change that was seen once and cannot be undone.
    var damage: Fault?
    /// The damage within the database, as it was found.
    var defect: Fault?
    /// Whether nothing may be copied into the database yet.
    var isHeld = false
    /// How many of skein's checkpoints are running.
    var copying = 0
  }

  /// How often a reading of something that changes meanwhile is repeated.
  private static let attempts = 100

  let path: String
  private let database: WatchedFile
  private let log: WatchedFile
  private let index: WatchedFile
  private let ownPage: OwnPage
  private let state: Mutex<State>

  /// For a database that is open. `rootPage` is the root page of the table with the database's id,
  /// which never changes.
  init(path: String, rootPage: Int) throws(OpenFailure) {
    self.path = path
    database = try WatchedFile(path)
    log = try WatchedFile(path + "-wal")
    index = try WatchedFile(path + "-shm")
    ownPage = try OwnPage(rootPage, of: database)
    guard let (content, progress) = Self.steady(database, index) else {
      throw .machine("\(path)-shm can't be read, or keeps changing: end what else writes to it.")
    }
    state = Mutex(State(content: content, progress: progress))
  }

  /// Throws `storage`, with a message that says what happened and what to do.
  func check() throws(Fault) {
    try checkTouched()
    if let defect { throw defect }
  }

  /// Fails when another program has changed the files, whatever is wrong within them.
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

  /// Whether the database's path still leads to the open file.
  var isInPlace: Bool { database.isInPlace }

  /// The same check as a question.
  var areIntact: Bool {
    do throws(Fault) {
      try check()
      return true
    } catch {
      return false
    }
  }

  /// The damage within the database, if it is known.
  var defect: Fault? { state.withLock { $0.defect } }

  /// From now on nothing is written: the database is damaged.
  func noteDamage(_ fault: Fault) {
    state.withLock { $0.defect = fault }
  }

  /// A check has found that the database is undamaged after all.
  func forgetDamage() {
    state.withLock { $0.defect = nil }
  }

  /// From now on nothing is copied into the database, until it is known to be undamaged.
  func holdCopying() {
    state.withLock { $0.isHeld = true }
  }

  func allowCopying() {
    state.withLock { $0.isHeld = false }
  }

  /// Whether the log may be copied into the database.
  var mayCopy: Bool { state.withLock { !$0.isHeld && $0.defect == nil } }

  /// Fails when one of the paths no longer leads to the open file.
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

  /// Runs one of skein's checkpoints, which writes to the database. One that fails, as on a full
  /// disk, and is tried again has also written, without progress in the index.
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
  /// Fails unless the last ended transaction is in the log where the index says, or the index has
  /// moved on.
  private func checkLog() throws(Fault) {
    for _ in 0..<Self.attempts {
      guard let before = LogIndex(descriptor: index.descriptor) else { continue }
      if before.frames == 0 || LogFrame(before.frames, of: log)?.ends(before) == true { return }
      // Called without the write lock, a check may meet a log that is just restarted.
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
      // A checkpoint is still running: the check after its end decides.
      if isBeingCopied { return }
      guard after.progress != state.progress, ownPage.isIn(database),
        fits(content, after, beside: before)
      else { throw overwritten }
      (state.content, state.progress) = (content, after.progress)
      return
    }
  }

  /// A database into which the whole log was copied has the size that the log says.
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
