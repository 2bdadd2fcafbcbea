import JSON
import Testing
import Wire

@testable import Store

/// Where threads from elsewhere stand in lists: by their own last activity.
struct HistoryPlacesTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  /// One whose last message was written at a moment, which is its title too.
  private func conversation(
    _ id: String, at milliseconds: Int64, messages: Int = 1, source: HistorySource = .chatgpt
  ) -> HistoryConversation {
    let at = Timestamp(milliseconds: milliseconds)
    let said = (0..<messages).map {
      HistoryMessage(key: "\(id) \($0)", role: .user, content: ForeignText("Why?"), createdAt: at)
    }
    return HistoryConversation(
      source: source, id: id,
      branches: [
        HistoryBranch(title: Title(trusted: id), createdAt: at, updatedAt: at, messages: said)
      ])
  }

  private func write(_ conversation: HistoryConversation) async throws {
    _ = try await temporary.mine.write { try $0.importHistory(conversation) }
  }

  private func titles(_ params: ThreadList.Params = .init()) throws -> [String] {
    try temporary.mine.read { try $0.threads(params).data.map { $0.title?.text ?? "" } }
  }

  /// The threads, read in pages of so many.
  private func paged(_ limit: Int, _ given: ThreadList.Params = .init()) throws -> [Noun.Thread] {
    var (params, threads) = (given, [Noun.Thread]())
    params.limit = PageLimit(trusted: limit)
    repeat {
      let page = try temporary.mine.read { [params] in try $0.threads(params) }
      threads += page.data
      params.cursor = page.nextCursor
    } while params.cursor != nil
    return threads
  }

  @Test func `among what was said here, in whatever order they come`() async throws {
    var times: [Int64] = []
    for number in 0..<40 {
      times.append(try await temporary.thread("here \(number)").updatedAt.milliseconds)
    }
    // Between any two of them, before the first and after the last; many at one place.
    var elsewhere = times.flatMap { [$0 + 1, $0 + 400, $0 + 401] }
    elsewhere += (Int64(1)...20).map { (times.first ?? 0) - $0 * 86_400_000 }
    var random = SystemRandomNumberGenerator()
    for (number, at) in elsewhere.shuffled(using: &random).enumerated() {
      try await write(
        conversation("there \(number)", at: at, source: number % 2 == 0 ? .claude : .chatgpt))
    }
    let moments = (times + elsewhere).sorted(by: >)
    for params in [ThreadList.Params(), .init(includeDeleted: true), .init(includeCopies: true)] {
      for limit in [1, 3, 7, 200] {
        #expect(try paged(limit, params).map(\.updatedAt.milliseconds) == moments, "\(limit)")
      }
    }
  }

  @Test func `those of one moment come once each, in pages of any size`() async throws {
    for number in 0..<7 { try await write(conversation("\(number)", at: 1_700_000_000_000)) }
    for limit in 1...8 {
      #expect(try paged(limit).map { $0.title?.text } == (0..<7).reversed().map { "\($0)" })
    }
  }

  @Test func `going on with one here moves it to the front`() async throws {
    try await write(conversation("old", at: 1_700_000_000_000))
    try await temporary.thread("new")
    #expect(try titles() == ["new", "old"])
    let old = try #require(try temporary.thread(titled: "old"))
    try await temporary.message("And?", to: old.id)
    #expect(try titles() == ["old", "new"])
    // What comes of its source afterwards is no later than that.
    try await temporary.thread("newest")
    try await write(conversation("older", at: 1_600_000_000_000))
    #expect(try titles() == ["newest", "old", "new", "older"])
  }

  @Test func `one that was gone on with elsewhere moves up to that time`() async throws {
    let first = try await temporary.thread("first").updatedAt.milliseconds
    try await temporary.thread("second")
    try await write(conversation("c", at: first - 1))
    #expect(try titles() == ["second", "first", "c"])
    try await write(conversation("c", at: first + 1, messages: 2))
    #expect(try titles() == ["second", "c", "first"])
    // Named here, it is newer than what comes of it.
    let thread = try #require(try temporary.thread(titled: "c"))
    _ = try await temporary.mine.write {
      try $0.updateThread(.init(threadId: thread.id, title: .set(Title(trusted: "mine"))))
    }
    try await write(conversation("c", at: first + 2, messages: 3))
    #expect(try titles() == ["mine", "second", "first"])
    #expect(try temporary.listed()[0].messageCount == 3)
  }

  @Test func `its place is found by index`() throws {
    let plan = try temporary.plan(ThreadSQL.oldestAtPlace)
    #expect(plan.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP") }, "\(plan)")
    #expect(plan.count { $0.contains("COVERING INDEX thread_by_activity") } == 2, "\(plan)")
  }
}
