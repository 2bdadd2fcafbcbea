import Testing
import Wire

@testable import Store

struct SearchPagingTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test(arguments: [1, 3, 7, 200])
  func `what is not touched while paging appears exactly once`(_ limit: Int) async throws {
    var expected: [String] = []
    for number in 10...19 {
      try await temporary.thread("yarn \(number)")
      expected.insert("[yarn] \(number)", at: 0)
    }
    let thread = try await temporary.thread()
    let passing = try await temporary.thread()
    var messages: [String] = []
    for number in 10...29 {
      try await temporary.message("yarn message \(number)", to: thread.id)
      try await temporary.message("yarn passing", to: passing.id)
      messages.insert("[yarn] message \(number)", at: 0)
    }
    expected += messages
    var seen: [String] = []
    var cursor: Wire.Cursor?
    var pages = 0
    repeat {
      let page = try await temporary.search("yarn", limit: limit, cursor: cursor)
      seen += page.data.map { bracketed($0.snippet) }
      cursor = page.nextCursor
      pages += 1
      if pages == 1 {
        try await temporary.mine.write { try $0.deleteThread(passing.id, permanent: true) }
      }
      // They come before the first of their part.
      try await temporary.message("yarn new", to: thread.id)
      try await temporary.thread("new yarn")
    } while cursor != nil
    #expect(seen.filter { !$0.contains("passing") && !$0.contains("new") } == expected)
  }

  @Test func `a cursor belongs to its query`() async throws {
    for _ in 1...3 { try await temporary.thread("blue yarn") }
    let cursor = try #require(try await temporary.search("yarn", limit: 1).nextCursor)
    #expect(try await temporary.search("yarn", limit: 5, cursor: cursor).data.count == 2)
    let other = await fault { _ = try await temporary.search("blue", cursor: cursor) }
    #expect(other?.data.path == "cursor")
    let strange = Cursor(list: "thread/search yarn", key: [7, 1])
    let third = await fault { _ = try await temporary.search("yarn", cursor: strange) }
    #expect(third?.data.path == "cursor")
  }

  @Test func `a page of large messages ends early`() async throws {
    let thread = try await temporary.thread()
    let text = "needle " + String(repeating: "hay ", count: 300_000)
    for _ in 1...9 { try await temporary.message(text, to: thread.id) }
    var (count, pages, cursor) = (0, 0, Wire.Cursor?.none)
    repeat {
      let page = try await temporary.search("needle", cursor: cursor)
      (count, pages, cursor) = (count + page.data.count, pages + 1, page.nextCursor)
    } while cursor != nil
    #expect((count, pages) == (9, 3))
  }

  @Test func `the index is read from its newest entry on, and titles by their own index`() throws {
    let messages = try temporary.plan(SearchSQL.messages)
    #expect(messages.first?.hasPrefix("SCAN message_index VIRTUAL TABLE INDEX") == true)
    #expect(!messages.contains { $0.contains("TEMP B-TREE") }, "\(messages)")
    #expect(messages.dropFirst().allSatisfy { $0.hasPrefix("SEARCH") }, "\(messages)")
    #expect(
      try temporary.plan(SearchSQL.titles) == [
        "SEARCH thread USING INDEX titled_thread (user=? AND rowid<?)"
      ])
  }
}
