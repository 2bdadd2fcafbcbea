import Testing
import Wire

@testable import Store

/// A search that looks in one thread, from a time on, or at what one has said.
struct SearchScopeTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func found(
    in thread: ThreadID? = nil, since: Timestamp? = nil, by role: Noun.Role? = nil,
    limit: Int = 50, cursor: Wire.Cursor? = nil
  ) async throws -> Page<SearchHit> {
    let params = ThreadSearch.Params(
      query: SearchText(trusted: "wool"), threadId: thread, since: since, role: role,
      limit: PageLimit(limit), cursor: cursor)
    return try await withCheckedThrowingContinuation { continuation in
      temporary.mine.scanIndexed({ try $0.search(params) }) { continuation.resume(with: $0) }
    }
  }

  @Test func `only one thread's title and messages are found in it`() async throws {
    let one = try await temporary.thread("Wool one")
    let two = try await temporary.thread("Wool two")
    for number in 1...3 {
      try await temporary.message("wool \(number)", to: one.id)
      try await temporary.message("wool \(number)", to: two.id)
    }
    let hits = try await found(in: one.id).data
    #expect(hits.map(\.message?.content) == [nil, "wool 3", "wool 2", "wool 1"])
    #expect(Set(hits.map(\.thread.id)) == [one.id])
    let empty = try await temporary.thread()
    #expect(try await found(in: empty.id).data.isEmpty)
  }

  @Test func `a thread that is deleted, another's or nobody's is not found`() async throws {
    let deleted = try await temporary.thread("Wool")
    try await temporary.mine.write { try $0.deleteThread(deleted.id, permanent: false) }
    let stranger = try temporary.stranger()
    let theirs = try await temporary.thread("Wool", in: stranger)
    for id in [deleted.id, theirs.id, temporary.ids.next()] {
      let fault = await #expect(throws: Fault.self) { try await found(in: id) }
      #expect(fault?.kind == .notFound)
    }
  }

  @Test func `only what one has said is found, and no titles`() async throws {
    let thread = try await temporary.thread("Wool")
    for role in Noun.Role.allCases {
      try await temporary.message("wool by \(role.rawValue)", to: thread.id, role: role)
    }
    for role in Noun.Role.allCases {
      #expect(
        try await found(by: role).data.map(\.message?.content) == ["wool by \(role.rawValue)"])
    }
  }

  @Test func `only what was said since then is found, and titles of threads that went on`()
    async throws
  {
    let quiet = try await temporary.thread("Wool, quiet")
    let busy = try await temporary.thread("Wool, busy")
    try await temporary.message("wool before", to: busy.id)
    let message = try await temporary.message("wool after", to: busy.id)
    let hits = try await found(since: message.createdAt).data
    #expect(hits.map(\.thread.id) == [busy.id, busy.id])
    #expect(hits.map(\.message?.content) == [nil, "wool after"])
    #expect(try await found(since: quiet.createdAt).data.count == 4)
  }

  @Test func `pages of one search go on, and a cursor is of no other`() async throws {
    let thread = try await temporary.thread()
    for number in 1...5 { try await temporary.message("wool \(number)", to: thread.id) }
    try await temporary.message("wool elsewhere", to: try await temporary.thread().id)
    var (texts, cursor) = ([String](), Wire.Cursor?.none)
    repeat {
      let page = try await found(in: thread.id, by: .user, limit: 2, cursor: cursor)
      texts += page.data.compactMap { $0.message?.content }
      cursor = page.nextCursor
    } while cursor != nil
    #expect(texts == (1...5).reversed().map { "wool \($0)" })
    let next = try #require(try await found(in: thread.id, limit: 2).nextCursor)
    let fault = await #expect(throws: Fault.self) { try await found(limit: 2, cursor: next) }
    #expect(fault?.data.path == "cursor")
  }
}
