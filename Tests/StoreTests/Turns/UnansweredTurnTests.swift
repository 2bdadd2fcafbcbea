import JSON
import Testing
import Wire

@testable import Store

/// Questions without an answer: which they are, where they stand, and how they are taken back.
struct UnansweredTurnTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  @discardableResult
  private func asked(
    _ input: String = "Why?", on thread: ThreadID? = nil, _ status: TurnStatus,
    output: String = "", retryOf: TurnID? = nil
  ) async throws -> EndedTurn {
    let opened = try await temporary.opened(
      temporary.newTurn(on: thread, input: input, retryOf: retryOf))
    let error: Fault? =
      status == .failed || status == .interrupted ? .internal(requestId: "1") : nil
    return try await temporary.ended(
      temporary.end(opened.turn.id, status, output: output, error: error))
  }

  private func asked(
    _ status: TurnStatus, output: String = "", retryOf: TurnID? = nil
  ) async throws -> EndedTurn {
    try await asked("Why?", status, output: output, retryOf: retryOf)
  }

  private func unanswered(in thread: ThreadID? = nil) throws -> [TurnID] {
    try mine.read { try $0.turns(.init(threadId: thread, unanswered: true)).data.map(\.id) }
  }

  private func turn(_ id: TurnID) throws -> Noun.Turn { try mine.read { try $0.turn(id) } }

  @Test func `a question that was cancelled while it waited stands behind what it waited for`()
    async throws
  {
    let thread = try await temporary.thread().id
    let first = try await temporary.opened(temporary.newTurn(on: thread, input: "first")).turn
    let second = try await temporary.opened(
      temporary.newTurn(on: thread, input: "second", status: .queued)
    ).turn
    _ = try await temporary.ended(temporary.end(second.id, .cancelled))
    #expect(try turn(second.id).afterSequence == 0)
    _ = try await temporary.ended(temporary.end(first.id, .completed, output: "one"))
    #expect(try turn(second.id).afterSequence == 2)
    // What was asked before stays where it was.
    try await asked("third", on: thread, .completed, output: "three")
    #expect(try turn(second.id).afterSequence == 2)
    #expect(try unanswered(in: thread) == [second.id])
  }

  @Test(arguments: [TurnStatus.failed, .interrupted, .cancelled])
  func `a turn that ends without a pair leaves its question behind the last message`(
    _ status: TurnStatus
  ) async throws {
    let thread = try await temporary.thread().id
    try await temporary.message("before", to: thread)
    let opened = try await temporary.opened(temporary.newTurn(on: thread, input: "Why?"))
    #expect(opened.turn.afterSequence == 1)
    #expect(try unanswered().isEmpty)
    try await temporary.message("meanwhile", to: thread)
    let error: Fault? = status == .cancelled ? nil : .internal(requestId: "1")
    let ended = try await temporary.ended(temporary.end(opened.turn.id, status, error: error))
    #expect(ended.turn.afterSequence == 2)
    #expect(try unanswered() == [opened.turn.id])
    #expect(try unanswered(in: thread) == [opened.turn.id])
    let other = try await temporary.thread().id
    #expect(try unanswered(in: other).isEmpty)
  }

  @Test func `an answered question, whole or cut short, is none of them`() async throws {
    let first = try await asked(.completed, output: "Because.")
    try await asked(on: first.thread.id, .cancelled, output: "Be")
    #expect(try unanswered().isEmpty)
    #expect(first.turn.afterSequence == 0)
  }

  @Test func `a retry that is answered answers for all that asked the same`() async throws {
    let first = try await asked(.failed)
    let thread = first.thread.id
    let second = try await asked(on: thread, .failed, retryOf: first.turn.id)
    let other = try await asked("How?", on: thread, .failed)
    #expect(try unanswered() == [other.turn.id, second.turn.id, first.turn.id])
    try await asked(on: thread, .completed, output: "Because.", retryOf: second.turn.id)
    #expect(try unanswered() == [other.turn.id])
  }

  @Test func `what a dead daemon left is among them, its retry of an answered question not`()
    async throws
  {
    let answered = try await asked(.completed, output: "Because.")
    _ = try await temporary.opened(
      temporary.newTurn(on: answered.thread.id, input: "Why?", retryOf: answered.turn.id))
    let waiting = try await temporary.opened(temporary.newTurn(input: "How?", status: .queued))
    #expect(try temporary.store.interruptUnfinishedTurns() == 2)
    #expect(try unanswered() == [waiting.turn.id])
  }

  @Test func `one that is taken back is gone from view, with its tries, and can be read`()
    async throws
  {
    let first = try await asked(.failed, output: "Bec")
    let second = try await asked(on: first.thread.id, .failed, retryOf: first.turn.id)
    let other = try await asked("How?", on: first.thread.id, .failed)
    let withdrawn = try await mine.write { try $0.withdrawQuestion(of: first.turn.id) }
    #expect(withdrawn.withdrawnAt != nil)
    #expect(withdrawn.output == "Bec")
    #expect(try turn(second.turn.id).withdrawnAt == withdrawn.withdrawnAt)
    #expect(try unanswered() == [other.turn.id])
    // Twice changes nothing, and writes no event.
    let events = try temporary.number("SELECT count(*) FROM event")
    #expect(try await mine.write { try $0.withdrawQuestion(of: first.turn.id) } == withdrawn)
    #expect(try temporary.number("SELECT count(*) FROM event") == events)
    // It can be asked again all the same.
    let third = try await asked(on: first.thread.id, .failed, retryOf: first.turn.id)
    #expect(try unanswered() == [third.turn.id, other.turn.id])
  }

  @Test func `what stands in the thread, or has not ended, is not taken back so`() async throws {
    let answered = try await asked(.completed, output: "Because.")
    #expect(
      await kind { _ = try await mine.write { try $0.withdrawQuestion(of: answered.turn.id) } }
        == .invalidState)
    let failed = try await asked(on: answered.thread.id, .failed)
    let running = try await temporary.opened(temporary.newTurn(on: answered.thread.id))
    for id in [failed.turn.id, running.turn.id] {
      #expect(
        await kind { _ = try await mine.write { try $0.withdrawQuestion(of: id) } } == .busy)
    }
    let stranger = try temporary.stranger()
    #expect(
      await kind { _ = try await stranger.write { try $0.withdrawQuestion(of: failed.turn.id) } }
        == .notFound)
  }

  @Test func `a revert takes those back that stand after what is gone, and no others`()
    async throws
  {
    let first = try await asked(.completed, output: "Because.")
    let thread = first.thread.id
    let early = try await asked("early", on: thread, .failed)
    let second = try await asked("second", on: thread, .completed, output: "2")
    let late = try await asked("late", on: thread, .failed)
    _ = try await mine.write { [ids = temporary.ids] in
      try $0.revertThread(
        .init(threadId: thread, throughSequence: Sequence(2)), fork: ids.next())
    }
    #expect(try unanswered() == [early.turn.id])
    #expect(try turn(late.turn.id).withdrawnAt != nil)
    #expect(try turn(second.turn.id).withdrawnAt != nil)
    #expect(try turn(first.turn.id).withdrawnAt == nil)
  }

  @Test func `an export has them where they stand, and search finds their words`() async throws {
    let first = try await asked("About wool", .completed, output: "Because.")
    let thread = first.thread.id
    let failed = try await asked("About mohair", on: thread, .failed, output: "It grows on goats")
    let document = try mine.read { try $0.export(thread) }
    #expect(document.unanswered?.map(\.id) == [failed.turn.id])
    #expect(document.unanswered?.first?.output == "It grows on goats")
    for (query, snippet) in [("mohair", "About [mohair]"), ("goat", "It grows on [goats]")] {
      let hits = try await temporary.search(query).data
      #expect(hits.map { bracketed($0.snippet) } == [snippet])
      #expect(hits.map(\.turnId) == [failed.turn.id])
      #expect(hits.map(\.message) == [nil])
      #expect(hits.map(\.thread.id) == [thread])
    }
    let stranger = try temporary.stranger()
    #expect(try await temporary.found("mohair", in: stranger).isEmpty)
    _ = try await mine.write { try $0.withdrawQuestion(of: failed.turn.id) }
    #expect(try await temporary.found("mohair").isEmpty)
  }

  @Test func `a search pages from titles through questions to messages`() async throws {
    let thread = try await temporary.thread("yarn").id
    for number in 1...3 {
      try await temporary.message("yarn message \(number)", to: thread)
      try await asked("yarn question \(number)", on: thread, .failed)
    }
    var seen: [String] = []
    var cursor: Cursor?
    repeat {
      let page = try await temporary.search("yarn", limit: 2, cursor: cursor)
      seen += page.data.map { bracketed($0.snippet) }
      cursor = page.nextCursor
    } while cursor != nil
    #expect(
      seen == [
        "[yarn]", "[yarn] question 3", "[yarn] question 2", "[yarn] question 1",
        "[yarn] message 3", "[yarn] message 2", "[yarn] message 1",
      ])
  }

  @Test func `a thread that a question alone has made goes with it where that is asked for`()
    async throws
  {
    let first = try await asked(.failed)
    let second = try await asked(on: first.thread.id, .failed, retryOf: first.turn.id)
    let other = try await asked("How?", on: first.thread.id, .failed)
    func withdraw(_ id: TurnID, deletesEmpty: Bool = true) async throws -> Timestamp? {
      _ = try await mine.write { try $0.withdrawQuestion(of: id, deletesEmpty: deletesEmpty) }
      return try mine.read { try $0.thread(first.thread.id).deletedAt }
    }
    // Another question is in view.
    #expect(try await withdraw(second.turn.id) == nil)
    #expect(try await withdraw(other.turn.id) != nil)
    #expect(try mine.read { try $0.threads(.init()).data }.isEmpty)
    let restored = try await mine.write { try $0.restoreThread(first.thread.id) }
    #expect(restored.deletedAt == nil)
    let third = try await asked(on: restored.id, .failed)
    #expect(try await withdraw(third.turn.id, deletesEmpty: false) == nil)
  }

  @Test func `a thread that was made by hand, named or kept in a version stays without a message`()
    async throws
  {
    func isKept(_ ended: EndedTurn) async throws -> Bool {
      _ = try await mine.write {
        try $0.withdrawQuestion(of: ended.turn.id, deletesEmpty: true)
      }
      return try mine.read { try $0.thread(ended.thread.id).deletedAt } == nil
    }
    let made = try await temporary.thread().id
    #expect(try await isKept(asked(on: made, .failed)))
    let named = try await asked(.failed)
    _ = try await mine.write {
      try $0.updateThread(
        ThreadUpdate.Params(threadId: named.thread.id, title: .set(Title(trusted: "Wool"))))
    }
    #expect(try await isKept(named))
    let answered = try await asked(.completed, output: "Because.")
    _ = try await mine.write { [ids = temporary.ids] in
      try $0.revertThread(
        .init(threadId: answered.thread.id, throughSequence: Sequence(0)), fork: ids.next())
    }
    #expect(try await isKept(asked(on: answered.thread.id, .failed)))
    let spoken = try await asked(.completed, output: "Because.")
    #expect(try await isKept(asked("How?", on: spoken.thread.id, .failed)))
  }

  @Test func `a question is found once, by the newest of its tries that has the words`()
    async throws
  {
    let first = try await asked("About mohair", .failed, output: "It grows on goats")
    let thread = first.thread.id
    let second = try await asked(
      "About mohair", on: thread, .failed, output: "Goats", retryOf: first.turn.id)
    let third = try await asked("About mohair", on: thread, .failed, retryOf: second.turn.id)
    let other = try await asked("More about mohair", on: thread, .failed)
    func hits(_ query: String) async throws -> [TurnID?] {
      try await temporary.search(query).data.filter { $0.turnId != nil }.map(\.turnId)
    }
    #expect(try await hits("mohair") == [other.turn.id, third.turn.id])
    #expect(try await hits("goats") == [second.turn.id])
    #expect(try await hits("grows") == [first.turn.id])
    // Page by page, too.
    let page = try await temporary.search("mohair", limit: 2)
    #expect(try #require(page.data.last).turnId == other.turn.id)
    let next = try await temporary.search("mohair", limit: 2, cursor: page.nextCursor)
    #expect(next.data.map(\.turnId) == [third.turn.id])
  }
}
