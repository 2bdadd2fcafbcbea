import JSON
import Testing
import Wire

@testable import Store

struct MessagesTests {
  let temporary: TemporaryStore
  let ids: IDSource

  init() throws {
    temporary = try TemporaryStore()
    ids = temporary.ids
  }

  private func list(
    _ thread: ThreadID, after: Int? = nil, limit: Int = 50, cursor: Cursor? = nil,
    order: SortOrder = .ascending
  ) throws -> Page<Noun.Message> {
    try temporary.mine.read {
      try $0.messages(
        of: thread, afterSequence: after.map { Sequence($0) }, limit: PageLimit(limit) ?? .standard,
        cursor: cursor, order: order)
    }
  }

  private func filled(_ count: Int) async throws -> ThreadID {
    let thread = try await temporary.thread()
    for number in 1...count { try await temporary.message("\(number)", to: thread.id) }
    return thread.id
  }

  @Test func `a message reads back as it was written`() async throws {
    let thread = try await temporary.thread()
    let written = try await temporary.message(
      "Grüße, 日本 👋🏽", to: thread.id, role: .system, metadata: .parsed(#"{"n":1.00,"s":"\u00e9"}"#))
    let id = try #require(written.id)
    #expect(try temporary.mine.read { try $0.message(id) } == written)
    #expect(written.metadata?.json.text == #"{"n":1.00,"s":"\u00e9"}"#)
    #expect(written.sequence == Sequence(1))
  }

  @Test func `both orders page through every message once`() async throws {
    let thread = try await filled(11)
    for (order, expected) in [
      (SortOrder.ascending, Array(1...11)), (.descending, Array((1...11).reversed())),
    ] {
      var seen: [String] = []
      var cursor: Cursor?
      repeat {
        let page = try list(thread, limit: 3, cursor: cursor, order: order)
        seen += page.data.map(\.content)
        cursor = page.nextCursor
      } while cursor != nil
      #expect(seen == expected.map(String.init))
    }
  }

  @Test func `afterSequence is exclusive and holds on every page`() async throws {
    let thread = try await filled(9)
    let first = try list(thread, after: 4, limit: 3, order: .descending)
    #expect(first.data.map(\.content) == ["9", "8", "7"])
    let second = try list(thread, limit: 3, cursor: first.nextCursor, order: .descending)
    #expect(second.data.map(\.content) == ["6", "5"])
    #expect(second.nextCursor == nil)
    #expect(try list(thread, after: 4, limit: 2).data.map(\.content) == ["5", "6"])
    #expect(try list(thread, after: 9).data.isEmpty)
  }

  @Test func `a cursor beside afterSequence, of another thread or order is refused`() async throws {
    let thread = try await filled(3)
    let other = try await filled(3)
    let cursor = try list(thread, limit: 1).nextCursor
    let refusals = [
      await kind { _ = try list(thread, after: 1, cursor: cursor) },
      await kind { _ = try list(other, cursor: cursor) },
      await kind { _ = try list(thread, cursor: cursor, order: .descending) },
    ]
    #expect(refusals == [.invalidParams, .invalidParams, .invalidParams])
  }

  @Test func `a deleted thread's messages are in no list, but can be shown`() async throws {
    let thread = try await temporary.thread()
    let message = try #require(try await temporary.message("hello", to: thread.id).id)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(await kind { _ = try list(thread.id) } == .notFound)
    #expect(
      await kind { _ = try temporary.mine.read { try $0.history(of: thread.id) } } == .notFound)
    #expect(try temporary.mine.read { try $0.message(message) }.content == "hello")
  }

  @Test func `history is what was said, in sequence`() async throws {
    let thread = try await temporary.thread()
    try await temporary.message("Be brief.", to: thread.id, role: .system)
    try await temporary.message("Hi", to: thread.id)
    #expect(
      try temporary.mine.read { try $0.history(of: thread.id) } == [
        Said(role: .system, content: "Be brief.", sequence: 1),
        Said(role: .user, content: "Hi", sequence: 2),
      ])
  }

  @Test func `what a provider's models thought is found by the place of the answer`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    var end = temporary.end(turn.id, .completed, output: "Because.")
    end.reasoning = "Hm."
    _ = try await temporary.ended(end)
    let provider = try #require(turn.model.text.split(separator: "/").first).description
    func found(_ provider: String) throws -> [Int: String] {
      try temporary.mine.read { try $0.reasoning(of: thread.id, by: provider) }
    }
    #expect(try found(provider) == [2: "Hm."])
    #expect(try found("\(provider.dropLast())").isEmpty)
    #expect(try found("").isEmpty)
    let plan = try temporary.plan(MessageSQL.reasoning)
    #expect(plan.allSatisfy { !$0.contains("SCAN") && !$0.contains("TEMP B-TREE") }, "\(plan)")
  }

  @Test func `the same id with the same body is one message`() async throws {
    let thread = try await temporary.thread()
    let id = ids.next(Noun.Message.self)
    let metadata = try FreeObject.parsed(#"{"a": [1, 2]}"#)
    let first = try await temporary.message("hello", to: thread.id, id: id, metadata: metadata)
    let again = try await temporary.message("hello", to: thread.id, id: id, metadata: metadata)
    #expect(again == first)
    #expect(await kind { try await temporary.message("other", to: thread.id, id: id) } == .conflict)
    let other = try await temporary.thread()
    #expect(await kind { try await temporary.message("hello", to: other.id, id: id) } == .conflict)
    #expect(try temporary.number("SELECT count(*) FROM message") == 1)
  }

  @Test func `sixty-four writers at once leave sequences without a gap`() async throws {
    let thread = try await temporary.thread()
    let sequences = try await withThrowingTaskGroup(of: [Int].self) { group in
      for writer in 0..<64 {
        group.addTask {
          var mine: [Int] = []
          for number in 0..<4 {
            let message = try await temporary.message("\(writer) \(number)", to: thread.id)
            mine.append(message.sequence?.number ?? 0)
          }
          return mine
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(sequences.sorted() == Array(1...256))
    #expect(try temporary.mine.read { try $0.thread(thread.id) }.messageCount == 256)
  }

  @Test func `a message of eight mebibytes comes back whole`() async throws {
    let thread = try await temporary.thread()
    let content = String(repeating: "skein ", count: Limits.contentBytes / 6)
    let message = try await temporary.message(content, to: thread.id)
    let id = try #require(message.id)
    #expect(try temporary.mine.read { try $0.message(id) }.content == content)
  }
}
