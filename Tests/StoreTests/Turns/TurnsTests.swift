import Testing
import Wire

@testable import Store

struct TurnsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func list(
    _ thread: ThreadID? = nil, _ status: TurnStatus? = nil, unanswered: Bool? = nil,
    includeTexts: Bool? = nil, limit: Int = 50, cursor: Cursor? = nil
  ) throws -> Page<Noun.Turn> {
    try mine.read {
      try $0.turns(
        .init(
          threadId: thread, status: status, unanswered: unanswered, includeTexts: includeTexts,
          limit: PageLimit(limit), cursor: cursor))
    }
  }

  @Test func `a completed turn reads its words from its pair`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn(input: "Why?"))
    let ended = try await temporary.ended(temporary.end(turn.id, .completed, output: "Because."))
    let read = try mine.read { try $0.turn(turn.id) }
    #expect(read == ended.turn)
    #expect(read.input == "Why?")
    #expect(read.output == "Because.")
    #expect(read.messageIds == ended.messages.compactMap(\.id))
    #expect(try mine.read { try $0.turnMessages(turn.id) } == ended.messages)
    #expect(try temporary.number("SELECT count(*) FROM turn WHERE input IS NOT NULL") == 0)
  }

  @Test func `a running turn has its input, no output and no pair`() async throws {
    let (turn, _) = try await temporary.opened(temporary.newTurn(input: "Why?"))
    try await mine.write { try $0.keepTurnText(turn.id, text: "Bec", reasoning: "Hm") }
    let read = try mine.read { try $0.turn(turn.id) }
    #expect(read.input == "Why?")
    #expect(read.output == nil)
    #expect(read.reasoning == nil)
    #expect(try mine.read { try $0.turnMessages(turn.id) }.isEmpty)
  }

  @Test func `the list is newest first and without words`() async throws {
    let (first, thread) = try await temporary.opened(temporary.newTurn())
    _ = try await temporary.ended(temporary.end(first.id, .completed, output: "Yarn."))
    let (second, _) = try await temporary.opened(temporary.newTurn(on: thread.id))
    let turns = try list(thread.id).data
    #expect(turns.map(\.id) == [second.id, first.id])
    #expect(turns.allSatisfy { $0.input == nil && $0.output == nil && $0.reasoning == nil })
    #expect(turns[1].messageIds.count == 2)
  }

  @Test func `the list is filtered by thread and by status, and pages`() async throws {
    let thread = try await temporary.thread()
    var made: [TurnID] = []
    for _ in 1...5 {
      made.append(
        try await temporary.opened(temporary.newTurn(on: thread.id, status: .queued)).turn.id)
    }
    let (running, _) = try await temporary.opened(temporary.newTurn())
    #expect(try list(nil, .running).data.map(\.id) == [running.id])
    #expect(try list(thread.id, .running).data.isEmpty)
    #expect(try list().data.count == 6)
    var seen: [TurnID] = []
    var cursor: Cursor?
    repeat {
      let page = try list(thread.id, .queued, limit: 2, cursor: cursor)
      seen += page.data.map(\.id)
      cursor = page.nextCursor
    } while cursor != nil
    #expect(seen == made.reversed())
  }

  @Test func `the turns of a deleted thread are in no list, but can be shown`() async throws {
    let (turn, thread) = try await temporary.opened(temporary.newTurn())
    try await mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(try list().data.isEmpty)
    #expect(await kind { _ = try list(thread.id) } == .notFound)
    #expect(try mine.read { try $0.turn(turn.id) }.id == turn.id)
  }

  @Test func `what was asked can be asked again, before and after the pair is written`()
    async throws
  {
    var new = temporary.newTurn(input: "Why?")
    new.metadata = try .parsed(#"{"from":"test"}"#)
    new.options = TurnOptions(temperature: 0.5, seed: 7)
    let (turn, thread) = try await temporary.opened(new)
    let before = try mine.read { try $0.question(of: turn.id) }
    let ended = try await temporary.ended(temporary.end(turn.id, .completed, output: "Because."))
    let after = try mine.read { try $0.question(of: turn.id) }
    for question in [before, after] {
      #expect(question.threadId == thread.id)
      #expect(question.input.text == "Why?")
      #expect(question.metadata == new.metadata)
      #expect(question.options == new.options)
    }
    #expect(ended.messages.first?.metadata == new.metadata)
  }

  @Test func `the list has the words when they are asked for, pair or not`() async throws {
    let (first, thread) = try await temporary.opened(temporary.newTurn(input: "Why?"))
    _ = try await temporary.ended(temporary.end(first.id, .completed, output: "Because."))
    let (second, _) = try await temporary.opened(temporary.newTurn(on: thread.id, input: "How?"))
    var end = temporary.end(second.id, .failed, output: "Som", error: .internal(requestId: "1"))
    end.reasoning = "Hm."
    _ = try await temporary.ended(end)
    let turns = try list(thread.id, includeTexts: true).data
    #expect(turns.map(\.input) == ["How?", "Why?"])
    #expect(turns.map(\.output) == ["Som", "Because."])
    #expect(turns.map(\.reasoning) == ["Hm.", nil])
    #expect(try list(thread.id).data.allSatisfy { $0.input == nil && $0.output == nil })
  }

  @Test func `a page with words ends early, and the next goes on`() async throws {
    let long = String(repeating: "wool ", count: 300_000)
    let thread = try await temporary.thread()
    for _ in 1...4 {
      let (turn, _) = try await temporary.opened(temporary.newTurn(on: thread.id, input: long))
      _ = try await temporary.ended(
        temporary.end(turn.id, .failed, error: .internal(requestId: "1")))
    }
    let page = try list(thread.id, unanswered: true, includeTexts: true)
    #expect(page.data.count == 2)
    let next = try list(
      thread.id, unanswered: true, includeTexts: true, cursor: page.nextCursor)
    #expect(next.data.count == 2)
    #expect(next.nextCursor == nil)
    #expect(Set((page.data + next.data).map(\.id)).count == 4)
    // A cursor belongs to its filter.
    #expect(await kind { _ = try list(thread.id, cursor: page.nextCursor) } == .invalidParams)
  }
}
