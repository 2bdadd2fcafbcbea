import Foundation
import GRDB
import Testing
import Wire

@testable import Store

/// A retry of what is answered: the new pair takes the old one's place, or the old one stands.
struct AnswerReplacingTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func answered(
    _ input: String = "Why?", on thread: ThreadID? = nil, _ output: String = "Because.",
    retryOf: TurnID? = nil
  ) async throws -> EndedTurn {
    let opened = try await temporary.opened(
      temporary.newTurn(on: thread, input: input, retryOf: retryOf))
    return try await temporary.ended(temporary.end(opened.turn.id, .completed, output: output))
  }

  private func said(in thread: ThreadID) throws -> [String] {
    try mine.read {
      try $0.messages(
        of: thread, afterSequence: nil, limit: .standard, cursor: nil, order: .ascending
      ).data.map(\.content)
    }
  }

  private func turn(_ id: TurnID) throws -> Noun.Turn { try mine.read { try $0.turn(id) } }

  @Test func `the new pair has the old one's sequences, and the old turn its own words`()
    async throws
  {
    let first = try await answered("one", "1")
    let thread = first.thread.id
    let old = try await answered("two", on: thread, "2")
    let new = try await answered("two", on: thread, "2b", retryOf: old.turn.id)
    #expect(new.messages.map(\.sequence) == old.messages.map(\.sequence))
    #expect(new.thread.messageCount == 4)
    #expect(try said(in: thread) == ["one", "1", "two", "2b"])
    let variant = try turn(old.turn.id)
    #expect(variant.status == .completed)
    #expect(variant.input == "two")
    #expect(variant.output == "2")
    #expect(variant.messageIds.isEmpty)
    #expect(variant.withdrawnAt == nil)
    // A retry of the retry, and another of the first.
    _ = try await answered("two", on: thread, "2c", retryOf: new.turn.id)
    let last = try await answered("two", on: thread, "2d", retryOf: old.turn.id)
    #expect(try said(in: thread) == ["one", "1", "two", "2d"])
    #expect(try turn(new.turn.id).output == "2b")
    #expect(try turn(last.turn.id).messageIds.count == 2)
    #expect(try mine.read { try $0.turns(.init(unanswered: true)).data.isEmpty })
    #expect(try temporary.number("SELECT count(*) FROM usage") == 5)
    try temporary.checkIndex()
    // It is found once, and what it replaced no more.
    #expect(try await temporary.found("2d") == ["[2d]"])
    #expect(try await temporary.found("2c").isEmpty)
  }

  @Test func `what an older version doubled at the end becomes one pair`() async throws {
    let old = try await answered("two", "2")
    let thread = old.thread.id
    // As a version left it whose retries were appended.
    let (retry, _) = try await temporary.opened(
      temporary.newTurn(on: thread, input: "two", retryOf: old.turn.id))
    try temporary.sql("UPDATE turn SET retry_of = NULL WHERE uuid = ?", [Data(retry.id.bytes)])
    _ = try await temporary.ended(temporary.end(retry.id, .completed, output: "2b"))
    try temporary.sql(
      "UPDATE turn SET retry_of = (SELECT id FROM turn WHERE uuid = ?) WHERE uuid = ?",
      [Data(old.turn.id.bytes), Data(retry.id.bytes)])
    #expect(try said(in: thread) == ["two", "2", "two", "2b"])
    _ = try await answered("two", on: thread, "2c", retryOf: retry.id)
    #expect(try said(in: thread) == ["two", "2c"])
  }

  @Test(arguments: [TurnStatus.failed, .interrupted, .cancelled])
  func `a retry that comes to nothing leaves the old answer, and keeps its words`(
    _ status: TurnStatus
  ) async throws {
    let old = try await answered()
    let (retry, _) = try await temporary.opened(
      temporary.newTurn(on: old.thread.id, input: "Why?", retryOf: old.turn.id))
    let error: Fault? = status == .cancelled ? nil : .internal(requestId: "1")
    let ended = try await temporary.ended(
      temporary.end(retry.id, status, output: "Perhaps", error: error))
    #expect(ended.messages.isEmpty)
    #expect(ended.turn.status == status)
    #expect(ended.turn.output == "Perhaps")
    #expect(try said(in: old.thread.id) == ["Why?", "Because."])
    #expect(try turn(old.turn.id) == old.turn)
    #expect(try mine.read { try $0.turns(.init(unanswered: true)).data.isEmpty })
  }

  @Test func `a question that something stands after is not answered anew`() async throws {
    let old = try await answered()
    try await temporary.message("and then", to: old.thread.id)
    for status in [TurnStatus.running, .queued] {
      let new = temporary.newTurn(
        on: old.thread.id, input: "Why?", status: status, retryOf: old.turn.id)
      #expect(await kind { _ = try await temporary.opened(new) } == .invalidState)
    }
    #expect(
      await kind { _ = try mine.read { try $0.history(of: old.thread.id, retrying: old.turn.id) } }
        == .invalidState)
  }

  @Test func `what is said while it is answered anew leaves both as they are`() async throws {
    let old = try await answered()
    let (retry, _) = try await temporary.opened(
      temporary.newTurn(on: old.thread.id, input: "Why?", retryOf: old.turn.id))
    try await temporary.message("and then", to: old.thread.id)
    let ended = try await temporary.ended(
      temporary.end(retry.id, .completed, output: "Because of that."))
    #expect(ended.turn.status == .failed)
    #expect(ended.turn.error?.data.kind == .invalidState)
    #expect(ended.turn.output == "Because of that.")
    #expect(try said(in: old.thread.id) == ["Why?", "Because.", "and then"])
    #expect(try mine.read { try $0.turns(.init(unanswered: true)).data.isEmpty })
  }

  @Test func `taking back an answer takes back what it replaced`() async throws {
    let old = try await answered()
    let new = try await answered(on: old.thread.id, "Since.", retryOf: old.turn.id)
    _ = try await mine.write { [ids = temporary.ids] in
      try $0.revertThread(
        .init(threadId: old.thread.id, throughSequence: Sequence(0)), fork: ids.next())
    }
    #expect(try turn(old.turn.id).withdrawnAt != nil)
    #expect(try turn(new.turn.id).withdrawnAt != nil)
    #expect(try mine.read { try $0.turns(.init(unanswered: true)).data.isEmpty })
  }

  @Test func `events tell of the messages that went, the turn that lost them, and the new pair`()
    async throws
  {
    let old = try await answered()
    let (retry, _) = try await temporary.opened(
      temporary.newTurn(on: old.thread.id, input: "Why?", retryOf: old.turn.id))
    let before = try temporary.number("SELECT max(seq) FROM event") ?? 0
    _ = try await temporary.ended(temporary.end(retry.id, .completed, output: "Since."))
    let events = try mine.read { try $0.events(since: Sequence(before), limit: .standard) }.data
    #expect(
      events.map { "\($0.entity) \($0.change)" } == [
        "message deleted", "message deleted", "turn updated", "message created", "message created",
        "turn updated", "thread updated",
      ])
    #expect(events[2].id.description == old.turn.id.description)
  }
}
