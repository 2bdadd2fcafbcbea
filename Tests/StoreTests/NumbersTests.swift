import JSON
import Testing
import Wire

@testable import Store

/// The numbers that people type in place of ids.
struct NumbersTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func context() async throws -> Noun.Context {
    try await temporary.mine.write { [ids = temporary.ids] in
      try $0.createContext(.init(), made: ids.next(), thread: ids.next()).context
    }
  }

  @Test func `each noun counts for itself, and each user`() async throws {
    let threads = [try await temporary.thread(), try await temporary.thread()]
    let task = try await temporary.task("Wind it")
    let context = try await context()
    #expect(threads.map(\.number) == [1, 2])
    #expect(task.number == 1)
    #expect(context.number == 1)
    let own = try temporary.mine.read { try $0.thread(context.threadId) }
    #expect(own.number == 3)
    let other = try temporary.stranger()
    #expect(try await temporary.thread(in: other).number == 1)
    #expect(try await temporary.task("Knit", in: other).number == 1)
    #expect(try temporary.store.ownUpkeep.problems() == [])
  }

  @Test func `a number is not given again, whatever is deleted for good`() async throws {
    let first = try await temporary.thread()
    let last = try await temporary.thread()
    for thread in [first, last] {
      try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: true) }
    }
    #expect(try await temporary.thread().number == 3)
    let task = try await temporary.task("Wind it")
    try await temporary.mine.write { try $0.deleteTask(task.id, permanent: true) }
    #expect(try await temporary.task("Knit").number == 2)
    let context = try await context()
    try await temporary.mine.write { try $0.deleteContext(context.id, permanent: true) }
    #expect(try await self.context().number == 2)
  }

  @Test func `a turn's own thread, a fork and an import are numbered as others are`() async throws {
    let (_, thread) = try await temporary.opened(temporary.newTurn())
    #expect(thread.number == 1)
    let fork = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: thread.id), made: ids.next())
    }
    #expect(fork.number == 2)
    let document = try temporary.mine.read { try $0.export(fork.id) }
    #expect(document.thread?.number == 2)
    let imported = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.importThread(.init(document: document), made: ids.next())
    }
    #expect(imported.number == 3)
  }

  @Test func `a document of a version without numbers is taken`() async throws {
    let thread = try await temporary.thread("Wool")
    let document = try temporary.mine.read { try $0.export(thread.id) }
    let text = try RawJSON(encoding: document).text
      .replacing(#""number":1,"#, with: "").replacing(#""copyOf":null,"#, with: "")
    #expect(!text.contains("number"))
    let old = try Document(Array(text.utf8)).root.decode(ThreadDocument.self)
    let imported = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.importThread(.init(document: old), made: ids.next())
    }
    #expect(imported.number == 2)
  }

  @Test func `actions and previews are numbered within their context`() async throws {
    let (one, two) = (try await context(), try await context())
    func action(_ context: ContextID) async throws -> Int {
      try await temporary.mine.write { [ids = temporary.ids] in
        try $0.createAction(
          .init(contextId: context, type: .deploy, payload: .empty), made: ids.next()
        ).number
      }
    }
    func preview(_ context: ContextID) async throws -> Noun.Preview {
      try await temporary.mine.write { [ids = temporary.ids] in
        try $0.createPreview(.init(contextId: context), made: ids.next())
      }
    }
    #expect(try await action(one.id) == 1)
    #expect(try await action(one.id) == 2)
    #expect(try await action(two.id) == 1)
    let first = try await preview(two.id)
    #expect(first.number == 1)
    try await temporary.mine.write { try $0.deletePreview(first.id) }
    #expect(try await preview(two.id).number == 2)
    let found = try temporary.mine.read {
      try $0.action(.number(PositiveCount(trusted: 2), within: one.id))
    }
    #expect(found.contextId == one.id)
    await #expect(throws: Fault.self) {
      try await temporary.mine.scan {
        _ = try $0.action(.number(PositiveCount(trusted: 2), within: two.id))
      }
    }
  }

  @Test func `who is erased leaves no numbers: the next user begins with 1`() async throws {
    try await temporary.thread()
    let email = try temporary.mine.read { try $0.user().email }
    let confirm = try #require(Email(email))
    _ = try await temporary.mine.write { try $0.deleteUser(confirm: confirm) }
    let anew = temporary.store.scoped(to: try temporary.store.owner(peer: .own))
    #expect(try await temporary.thread(in: anew).number == 1)
  }

  @Test func `the schema gives no other number, and a row keeps its own`() async throws {
    try await temporary.thread()
    try temporary.expectRefused(
      """
      INSERT INTO thread (user, uuid, touched, made, created_at, updated_at, number)
      VALUES (1, randomblob(16), 9, randomblob(16), 1, 1, 7)
      """, because: "the number after its user's last")
    try temporary.expectRefused("UPDATE thread SET number = 2", because: "keeps its number")
    // Another program's row without one gets it.
    try temporary.sql(RawRow.thread(40))
    #expect(try temporary.number("SELECT number FROM thread WHERE id = 40") == 2)
    #expect(try temporary.number("SELECT last_thread_number FROM user WHERE id = 1") == 2)
  }

  @Test func `the check finds a number that may be given again`() async throws {
    try await temporary.thread()
    try temporary.sql("UPDATE user SET last_thread_number = 0")
    #expect(
      try temporary.store.ownUpkeep.problems() == [
        "the threads of user row 1 have 0 without a number, and numbers up to 1 of 0"
      ])
  }
}
