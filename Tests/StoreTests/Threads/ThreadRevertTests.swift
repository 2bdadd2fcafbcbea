import Testing
import Wire

@testable import Store

struct ThreadRevertTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func revert(_ thread: ThreadID, to sequence: Int) async throws -> ThreadRevert.Result {
    let params = ThreadRevert.Params(threadId: thread, throughSequence: Sequence(sequence))
    return try await temporary.mine.write { [ids = temporary.ids] in
      try $0.revertThread(params, fork: ids.next())
    }
  }

  private func messages(_ thread: ThreadID) throws -> [Noun.Message] {
    try temporary.mine.read {
      try $0.messages(
        of: thread, afterSequence: nil, limit: .standard, cursor: nil, order: .ascending
      ).data
    }
  }

  private func pair(
    on thread: ThreadID? = nil, saying output: String = "Yarn."
  ) async throws -> EndedTurn {
    var new = temporary.newTurn(on: thread)
    new.metadata = try .parsed(#"{"mood":"curious"}"#)
    let (turn, _) = try await temporary.opened(new)
    return try await temporary.ended(temporary.end(turn.id, .completed, output: output))
  }

  private func events(after seq: Int) throws -> [String] {
    try temporary.mine.read { try $0.events(since: Sequence(seq), limit: .standard) }.data
      .map { "\($0.entity) \($0.change)" }
  }

  @Test func `what came after goes, and the whole stays in a fork`() async throws {
    let first = try await pair()
    let thread = first.thread.id
    let second = try await pair(on: thread, saying: "Wool.")
    let before = try messages(thread)
    let reverted = try await revert(thread, to: 2)
    #expect(try messages(thread) == first.messages)
    #expect(reverted.thread.messageCount == 2)
    #expect(reverted.thread.lastMessageAt == first.messages[1].createdAt)
    let fork = try #require(reverted.fork)
    #expect(fork.parentThreadId == thread)
    #expect(try messages(fork.id).map(\.content) == before.map(\.content))
    #expect(
      try events(after: 11) == [
        "thread created", "message deleted", "message deleted", "turn updated", "thread updated",
      ])
    // It can go on from there.
    let third = try await pair(on: thread)
    #expect(third.messages.map(\.sequence) == [Sequence(3), Sequence(4)])
    #expect(second.turn.id != third.turn.id)
  }

  @Test func `a turn that lost its pair keeps its status, its usage and its words`() async throws {
    let ended = try await pair()
    let asked = try temporary.mine.read { try $0.question(of: ended.turn.id) }
    _ = try await revert(ended.thread.id, to: 0)
    let turn = try temporary.mine.read { try $0.turn(ended.turn.id) }
    var expected = ended.turn
    expected.messageIds = []
    expected.withdrawnAt = turn.withdrawnAt
    #expect(turn == expected)
    #expect(turn.withdrawnAt != nil)
    #expect(turn.input == "What is a skein?")
    #expect(turn.output == "Yarn.")
    // So that it can be asked again as it was.
    let again = try temporary.mine.read { try $0.question(of: ended.turn.id) }
    #expect(again.input == asked.input)
    #expect(again.metadata == asked.metadata)
  }

  @Test func `an answer can go without its question`() async throws {
    let ended = try await pair()
    let reverted = try await revert(ended.thread.id, to: 1)
    #expect(try messages(ended.thread.id) == [ended.messages[0]])
    #expect(reverted.thread.messageCount == 1)
    let turn = try temporary.mine.read { try $0.turn(ended.turn.id) }
    #expect(turn.messageIds == [try #require(ended.messages[0].id)])
    #expect(turn.output == "Yarn.")
    #expect(turn.input == "What is a skein?")
    // Its question stands.
    #expect(turn.withdrawnAt == nil)
  }

  @Test func `a revert to the end changes nothing, so the call may be repeated`() async throws {
    let ended = try await pair()
    let first = try await revert(ended.thread.id, to: 0)
    let again = try await revert(ended.thread.id, to: 0)
    #expect(first.fork != nil)
    #expect(again == ThreadRevert.Result(thread: first.thread, fork: nil))
    #expect(try temporary.number("SELECT count(*) FROM thread") == 2)
  }

  @Test func `appended messages go like any other`() async throws {
    let thread = try await temporary.thread()
    for word in ["one", "two", "three"] { try await temporary.message(word, to: thread.id) }
    _ = try await revert(thread.id, to: 1)
    #expect(try messages(thread.id).map(\.content) == ["one"])
  }

  @Test func `a place past the end is refused, and so is a thread that is not there`() async throws
  {
    let thread = try await temporary.thread()
    #expect(await kind { _ = try await revert(thread.id, to: 1) } == .invalidParams)
    try await temporary.mine.write { try $0.deleteThread(thread.id, permanent: false) }
    #expect(await kind { _ = try await revert(thread.id, to: 0) } == .notFound)
  }

  @Test(arguments: [TurnStatus.running, .queued])
  func `while a turn has not ended the thread is busy`(_ status: TurnStatus) async throws {
    let ended = try await pair()
    let (turn, _) = try await temporary.opened(
      temporary.newTurn(on: ended.thread.id, status: status))
    do {
      _ = try await revert(ended.thread.id, to: 0)
      Issue.record("it was not busy")
    } catch let fault as Fault {
      #expect(fault.kind == .busy)
      #expect(fault.data.turnId == turn.id)
    }
    #expect(try messages(ended.thread.id).count == 2)
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
  }

  @Test func `a message's id is free again`() async throws {
    let thread = try await temporary.thread()
    let id = temporary.ids.next(Noun.Message.self)
    try await temporary.message("one", to: thread.id, id: id)
    _ = try await revert(thread.id, to: 0)
    #expect(try await temporary.message("two", to: thread.id, id: id).content == "two")
  }
}
