import JSON
import Testing
import Wire

@testable import Store

/// One user of one store against another's ids.
struct OwnedStoreTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `what another owns does not exist`() async throws {
    let ids = temporary.ids
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    let message = try #require(try await temporary.message("secret", to: thread.id).id)
    let task = try await temporary.task("secret", on: thread.id)
    let other = try temporary.stranger()
    let end = temporary.end(turn.id, .completed, output: "x")
    let onTheirs = temporary.newTurn(on: thread.id)
    let retry = temporary.newTurn(retryOf: turn.id)
    let theirTask = TaskCreate.Params(title: TaskTitle(trusted: "x"), threadId: thread.id)
    let reads: [(borrowing Rows) throws -> Void] = [
      { _ = try $0.thread(thread.id) },
      { _ = try $0.liveThread(thread.id) },
      {
        _ = try $0.messages(
          of: thread.id, afterSequence: nil, limit: .standard, cursor: nil, order: .ascending)
      },
      { _ = try $0.message(message) },
      { _ = try $0.turn(turn.id) },
      { _ = try $0.turnMessages(turn.id) },
      { _ = try $0.turns(.init(threadId: thread.id)) },
      { _ = try $0.question(of: turn.id) },
      { _ = try $0.history(of: thread.id) },
      { _ = try $0.task(task.id) },
      { _ = try $0.export(thread.id) },
    ]
    for (index, body) in reads.enumerated() {
      #expect(await kind { try other.read(body) } == .notFound, "read \(index)")
    }
    let writes: [@Sendable (borrowing Changes) throws -> Void] = [
      { _ = try $0.updateThread(.init(threadId: thread.id, title: .clear)) },
      { try $0.deleteThread(thread.id, permanent: false) },
      { try $0.deleteThread(thread.id, permanent: true) },
      { _ = try $0.restoreThread(thread.id) },
      { _ = try $0.forkThread(.init(threadId: thread.id), made: ids.next()) },
      {
        _ = try $0.revertThread(
          .init(threadId: thread.id, throughSequence: Sequence(0)), fork: ids.next())
      },
      {
        _ = try $0.appendMessage(
          .init(threadId: thread.id, role: .user, content: Content(trusted: "x")),
          made: ids.next())
      },
      { _ = try $0.openTurn(onTheirs) },
      { _ = try $0.openTurn(retry) },
      { _ = try $0.startTurn(turn.id) },
      { try $0.keepTurnText(turn.id, text: "x", reasoning: "") },
      { _ = try $0.endTurn(end) },
      { _ = try $0.createTask(theirTask, made: ids.next()) },
      { _ = try $0.updateTask(.init(taskId: task.id, completed: .set(true))) },
      { _ = try $0.toggleTask(task.id) },
      { try $0.deleteTask(task.id, permanent: false) },
      { try $0.deleteTask(task.id, permanent: true) },
      { _ = try $0.restoreTask(task.id) },
      { _ = try $0.archiveTasks(.init(taskIds: [task.id])) },
    ]
    for (index, body) in writes.enumerated() {
      #expect(await kind { try await other.write(body) } == .notFound, "write \(index)")
    }
    #expect(
      try other.read {
        try $0.threads(.init(includeDeleted: true)).data.isEmpty
      })
    #expect(
      try other.read {
        try $0.turns(.init()).data.isEmpty
      })
    #expect(
      try other.read {
        try $0.tasks(.init(includeDeleted: true, includeArchived: true)).data.isEmpty
      })
    #expect(try other.read { try $0.taskCounts() }.total == 0)
    #expect(try temporary.mine.read { try $0.task(task.id) } == task)
    #expect(try temporary.mine.read { try $0.thread(thread.id) }.messageCount == 1)
  }

  @Test func `the same id may be a thread of mine and a thread of yours`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    let other = try temporary.stranger()
    try await temporary.thread("mine", id: id)
    try await temporary.thread("yours", id: id, in: other)
    #expect(try temporary.mine.read { try $0.thread(id) }.title?.text == "mine")
    #expect(try other.read { try $0.thread(id) }.title?.text == "yours")
  }

  @Test func `a read sees one moment, whatever is written meanwhile`() async throws {
    let thread = try await temporary.thread("before")
    let titles = try temporary.mine.read { rows in
      let first = try rows.thread(thread.id).title?.text
      try temporary.sql("UPDATE thread SET title = 'after'")
      return [first, try rows.thread(thread.id).title?.text]
    }
    #expect(titles == ["before", "before"])
    #expect(try temporary.mine.read { try $0.thread(thread.id) }.title?.text == "after")
  }

  @Test func `a scan runs elsewhere and sees the same rows`() async throws {
    let thread = try await temporary.thread("Wool")
    #expect(try await temporary.mine.scan { try $0.thread(thread.id) } == thread)
    #expect(
      await kind {
        _ = try await temporary.mine.scan { [ids = temporary.ids] in try $0.thread(ids.next()) }
      }
        == .notFound)
  }

  @Test func `a read can't write`() throws {
    #expect(throws: (any Error).self) {
      try temporary.mine.read { try $0.db.run("UPDATE user SET name = 'x'") }
    }
  }

  @Test func `a closed store says that the daemon is stopping`() async throws {
    temporary.store.close()
    #expect(await kind { _ = try temporary.mine.read { try $0.user() } } == .shuttingDown)
    #expect(await kind { try await temporary.thread() } == .shuttingDown)
    #expect(await kind { _ = try await temporary.mine.scan { try $0.user() } } == .shuttingDown)
  }
}
