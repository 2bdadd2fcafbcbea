import Testing
import Wire

@testable import Store

struct ThreadsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func list(
    limit: Int = 50, after cursor: Cursor? = nil, includeDeleted: Bool = false
  ) throws -> Page<Noun.Thread> {
    try temporary.mine.read {
      try $0.threads(
        .init(limit: PageLimit(limit), cursor: cursor, includeDeleted: includeDeleted))
    }
  }

  @Test func `a thread reads back as it was made`() async throws {
    let made = try await temporary.thread("Wool")
    #expect(try temporary.mine.read { try $0.thread(made.id) } == made)
    #expect(made.title?.text == "Wool")
    #expect(made.messageCount == 0)
  }

  @Test func `an id of nobody's is not found`() async throws {
    let id = temporary.ids.next(Noun.Thread.self)
    #expect(throws: Fault.notFound(.thread)) { try temporary.mine.read { try $0.thread(id) } }
  }

  @Test func `a deleted thread is shown by get and is in no list`() async throws {
    let thread = try await temporary.thread("Wool")
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try temporary.mine.read { try $0.thread(thread.id) }.deletedAt != nil)
    #expect(throws: Fault.notFound(.thread)) {
      try temporary.mine.read { try $0.liveThread(thread.id) }
    }
    #expect(try list().data.isEmpty)
    #expect(try list(includeDeleted: true).data.map(\.id) == [thread.id])
  }

  @Test func `the thread with the latest activity is first`() async throws {
    let first = try await temporary.thread("one")
    let second = try await temporary.thread("two")
    #expect(try list().data.map(\.id) == [second.id, first.id])
    try await temporary.message("hello", to: first.id)
    #expect(try list().data.map(\.id) == [first.id, second.id])
  }

  @Test func `threads not touched while paging appear exactly once`() async throws {
    var made: [ThreadID] = []
    for number in 1...25 { made.append(try await temporary.thread("\(number)").id) }
    var seen: [ThreadID] = []
    var cursor: Cursor?
    repeat {
      let page = try list(limit: 4, after: cursor)
      seen += page.data.map(\.id)
      cursor = page.nextCursor
      // One comes, one is touched, one goes, while the reader is between pages.
      try await temporary.thread("new")
      try await temporary.message("again", to: made[24])
      let gone = made[0]
      _ = await kind {
        try await temporary.mine.write { try $0.deleteThread(gone, permanent: true) }
      }
    } while cursor != nil
    #expect(seen == made.dropFirst().reversed())
  }

  @Test func `the last full page has no cursor`() async throws {
    for number in 1...4 { try await temporary.thread("\(number)") }
    #expect(try list(limit: 4).nextCursor == nil)
    #expect(try list(limit: 3).nextCursor != nil)
  }

  @Test func `a cursor of the list with deleted threads is refused by the one without`()
    async throws
  {
    for number in 1...3 { try await temporary.thread("\(number)") }
    let cursor = try list(limit: 1, includeDeleted: true).nextCursor
    let fault = await kind { _ = try list(limit: 1, after: cursor) }
    #expect(fault == .invalidParams)
  }

  @Test func `a page ends early at four mebibytes`() async throws {
    let prompt = SystemPrompt(trusted: String(repeating: "x", count: Limits.systemPromptBytes))
    for _ in 1...20 {
      try await temporary.mine.write { [ids = temporary.ids] in
        _ = try $0.createThread(ThreadCreate.Params(systemPrompt: prompt), made: ids.next())
      }
    }
    let page = try list()
    #expect(page.data.count == 15)
    #expect(try list(after: page.nextCursor).data.count == 5)
  }
}
