import Foundation
import GRDB
import JSON
import Synchronization
import Testing
import Wire

@testable import Store

/// What is deleted for good is in no byte of any file.
struct ErasureTests {
  private let marker = "marker-\(UUID().uuidString)"

  /// A user's every text, with the marker in it.
  private func fill(_ temporary: TemporaryStore) async throws {
    let (mine, ids, marker) = (temporary.mine, temporary.ids, marker)
    let object = try FreeObject.parsed(#"{"note": "\#(marker)"}"#)
    _ = try await mine.write {
      try $0.updateUser(
        .init(
          name: .set(Label(trusted: marker)), image: .set(ImagePlace(trusted: marker)),
          preferences: .set(object)))
    }
    let (turn, thread) = try await temporary.opened(temporary.newTurn(input: marker))
    try await mine.write { try $0.keepTurnText(turn.id, text: marker, reasoning: marker) }
    _ = try await temporary.ended(temporary.end(turn.id, .completed, output: marker))
    let (failed, _) = try await temporary.opened(
      temporary.newTurn(on: thread.id, input: "failed \(marker)"))
    try await mine.write { try $0.keepTurnText(failed.id, text: marker, reasoning: marker) }
    _ = try await temporary.ended(
      temporary.end(failed.id, .failed, output: marker, error: .storage(marker)))
    // Still running: its words are in chunk rows.
    let (running, _) = try await temporary.opened(temporary.newTurn(input: marker))
    try await mine.write { try $0.keepTurnText(running.id, text: marker, reasoning: marker) }
    for number in 0..<50 {
      try await temporary.message(
        String(repeating: "\(marker) \(number) ", count: 200), to: thread.id, metadata: object)
    }
    let titled = try await temporary.thread(marker)
    _ = try await mine.write {
      try $0.updateThread(
        .init(threadId: titled.id, systemPrompt: .set(SystemPrompt(trusted: marker))))
    }
    try await temporary.task(marker, description: marker, on: titled.id)
    let context = try await temporary.context(marker, status: .active, metadata: object)
    let action = try await temporary.action(in: context.id, payload: object)
    try await temporary.move(action.id, to: .running)
    try await temporary.move(action.id, to: .completed, result: object)
    let preview = try await temporary.preview(in: context.id, url: "https://x/\(marker)")
    _ = try await mine.write {
      try $0.updatePreview(.init(previewId: preview.id, metadata: .set(object)))
    }
    _ = try await mine.write {
      try $0.linkAccount(
        .init(
          providerId: Label(trusted: "p-\(marker)"), accountId: Label(trusted: marker),
          secret: AccountSecret(trusted: marker)), made: ids.next())
    }
    _ = try await mine.write {
      try $0.createSession(.init(name: Label(trusted: marker)), made: ids.next())
    }
  }

  /// Another program that is in the middle of reading.
  private func openReader(of temporary: TemporaryStore) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: temporary.store.path, configuration: configuration)
    try reader.inDatabase { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM message")
    }
    return reader
  }

  private func erase(
    _ temporary: TemporaryStore
  ) async throws -> (value: ErasedCounts, isErased: Bool) {
    let email = try temporary.mine.read { try $0.user().email }
    return try await withCheckedThrowingContinuation { continuation in
      temporary.mine.erase({ try $0.deleteUser(confirm: Email(trusted: email)) }) {
        continuation.resume(with: $0)
      }
    }
  }

  @Test func `every connection overwrites what it deletes`() throws {
    let temporary = try TemporaryStore()
    let store = temporary.store
    let secure = { (db: Database) in try db.first("PRAGMA secure_delete") { $0.int() } }
    #expect(try store.pool.writeWithoutTransaction(secure) == 1)
    #expect(try store.checkpoints.queue.inDatabase(secure) == 1)
  }

  @Test func `a user who is erased leaves no row and no byte, also in copies`() async throws {
    let temporary = try TemporaryStore()
    try await fill(temporary)
    let path = temporary.store.path
    try await temporary.store.pool.barrierWriteWithoutTransaction { db in
      try SafetyCopy(path: path, version: 99).make(db)
    }
    let copy = try #require(path.split(separator: "/").last.map { "\($0).pre-v99" })
    #expect(try Files.holding(marker, in: temporary.directory.path).contains(copy))
    let erased = try await erase(temporary)
    #expect(erased.isErased)
    #expect(try Files.holding(marker, in: temporary.directory.path) == [])
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: temporary.directory.path).contains(copy))
    var counts = ErasedCounts(threads: 4, messages: 52, turns: 3)
    (counts.accounts, counts.sessions, counts.tasks) = (2, 1, 1)
    (counts.contexts, counts.actions, counts.previews) = (1, 1, 1)
    counts.events = erased.value.events
    #expect(erased.value == counts && counts.events > 50)
    let tables = [
      "session", "thread", "message", "turn", "turn_chunk", "task", "context", "action",
      "preview", "event", "erasure",
    ]
    for table in tables {
      #expect(try temporary.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
  }

  @Test func `the daemon's own uid has a new, empty user at once`() async throws {
    let temporary = try TemporaryStore()
    let before = try temporary.mine.read { try $0.user() }
    try await temporary.thread("Gone")
    _ = try await erase(temporary)
    #expect(await kind { _ = try temporary.mine.read { try $0.user() } } == .unauthenticated)
    #expect(await kind { try await temporary.thread() } == .unauthenticated)
    let owned = temporary.store.scoped(to: try temporary.store.owner(peer: .own))
    let after = try owned.read { try $0.user() }
    #expect(after.id != before.id && after.email == before.email)
    #expect(try owned.read { try $0.changeCount() } == 0)
    try await temporary.thread(in: owned)
  }

  @Test func `another user keeps everything`() async throws {
    let temporary = try TemporaryStore()
    let stranger = try temporary.stranger()
    let theirs = try await temporary.thread("Theirs", in: stranger)
    _ = try await erase(temporary)
    #expect(try stranger.read { try $0.thread(theirs.id) } == theirs)
  }

  @Test func `the wrong address erases nothing`() async throws {
    let temporary = try TemporaryStore()
    let refusal = await fault {
      try await temporary.mine.write {
        _ = try $0.deleteUser(confirm: Email(trusted: "x@y"))
      }
    }
    #expect(refusal?.data.path == "confirm")
    #expect(try temporary.number("SELECT count(*) FROM user") == 1)
  }

  @Test func `an open reader delays it, and then it finishes by itself`() async throws {
    let later = Later()
    let temporary = try TemporaryStore(after: later.after)
    try await fill(temporary)
    let reader = try openReader(of: temporary)
    let erased = try await erase(temporary)
    #expect(!erased.isErased)
    #expect(try Files.holding(marker, in: temporary.directory.path) != [])
    // The first try again fails as well; the second one, after the reader has gone, does not.
    await later.run()
    await later.scheduled(2)
    try reader.close()
    await later.run()
    await temporary.erased()
    #expect(try Files.holding(marker, in: temporary.directory.path) == [])
    #expect(later.delays == [Erasure.firstPause, Erasure.firstPause * 2])
  }

  @Test func `who asks while others are being erased is answered without waiting for a try again`()
    async throws
  {
    // Nothing that is put off ever runs.
    let temporary = try TemporaryStore(after: { _, _ in })
    let stranger = try temporary.stranger()
    try await temporary.thread(marker, in: stranger)
    let reader = try openReader(of: temporary)
    async let one = erase(temporary)
    async let other = withCheckedThrowingContinuation { continuation in
      stranger.erase({ try $0.deleteUser(confirm: Email(trusted: "uid4242@localhost")) }) {
        continuation.resume(with: $0)
      }
    }
    let answers = try await [one.isErased, other.isErased]
    #expect(answers == [false, false])
    try reader.close()
  }

  @Test func `what a daemon left undone, the next one does`() async throws {
    let later = Later()
    let temporary = try TemporaryStore(after: later.after)
    try await fill(temporary)
    let reader = try openReader(of: temporary)
    #expect(try await !erase(temporary).isErased)
    temporary.store.close()
    try reader.close()
    // As a copy that was made just before the daemon died.
    try Files.write(Array(marker.utf8), to: temporary.store.path + ".pre-v98", mode: 0o600)
    let next = try Store(opening: temporary.store.configuration)
    await withCheckedContinuation { continuation in
      next.erasure.whenFinished { continuation.resume() }
    }
    #expect(try Files.holding(marker, in: temporary.directory.path) == [])
    next.close()
  }

  @Test func `a thread, a task, a context and a preview deleted for good leave no byte`()
    async throws
  {
    let temporary = try TemporaryStore()
    let mine = temporary.mine
    let thread = try await temporary.thread(marker)
    try await temporary.message(String(repeating: marker, count: 500), to: thread.id)
    let task = try await temporary.task(marker, description: marker)
    let context = try await temporary.context(
      metadata: try FreeObject.parsed(#"{"note": "\#(marker)"}"#))
    let preview = try await temporary.preview(in: context.id, url: "https://x/\(marker)")
    try await mine.write { try $0.deletePreview(preview.id) }
    try await mine.write { try $0.deleteTask(task.id, permanent: true) }
    try await temporary.delete(context.id, permanent: true)
    try await mine.write { try $0.deleteThread(thread.id, permanent: true) }
    await temporary.erased()
    #expect(try Files.holding(marker, in: temporary.directory.path) == [])
    #expect(try temporary.number("SELECT count(*) FROM erasure") == 0)
  }
}

/// A clock that a test turns: what was put off runs when the test says so.
private final class Later: Sendable {
  private struct State {
    var delays: [Int] = []
    var waiting: [@Sendable () -> Void] = []
    var awaited: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  var after: @Sendable (Int, @escaping @Sendable () -> Void) -> Void {
    { [self] delay, body in
      let ready = state.withLock { state in
        state.delays.append(delay)
        state.waiting.append(body)
        let count = state.delays.count
        defer { state.awaited.removeAll { $0.count <= count } }
        return state.awaited.filter { $0.count <= count }
      }
      for waiter in ready { waiter.continuation.resume() }
    }
  }

  var delays: [Int] { state.withLock { $0.delays } }

  /// Returns when so many things have been put off in all.
  func scheduled(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.delays.count < count { state.awaited.append((count, continuation)) }
        return state.delays.count >= count
      }
      if isThere { continuation.resume() }
    }
  }

  /// Runs what is put off, once there is something.
  func run() async {
    await scheduled(delays.count - state.withLock { $0.waiting.count } + 1)
    let ready = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    for body in ready { body() }
  }
}
