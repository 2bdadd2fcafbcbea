import Foundation
import GRDB
import JSON
import Testing
import Wire

@testable import Store

/// The databases that llm 0.13, 0.31 and 0.36 made, and one that an upgrade lies across.
struct LLMHistoryTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  private func imported(_ dump: String) async throws -> HistoryImport.Result {
    try await temporary.imported(
      .llm, from: try Fixtures.database(dump, in: source, as: "\(dump).db"))
  }

  private func origin(_ message: Noun.Message) throws -> Value {
    try #require(try message.metadata?.json.value()["importedFrom"])
  }

  @Test(arguments: ["llm-0.31.sql", "llm-0.36.sql"])
  func `both layouts come with words, roles, system prompts, tokens and times`(
    _ dump: String
  ) async throws {
    let result = try await imported(dump)
    #expect(result.skipped == 0)
    let first = try #require(try temporary.thread(titled: "What is a skein?"))
    #expect(
      try temporary.words(of: first.id) == [
        "user: What is a skein?", "assistant: Answer to: What is a skein?",
        "user: Why is it wound loosely?", "assistant: Answer to: Why is it wound loosely?",
      ])
    #expect(first.model?.text == "mock")
    #expect(first.createdAt.description.hasPrefix("2026-11-21T22:45:0"))
    #expect(first.lastMessageAt == first.updatedAt)
    let answer = try temporary.messages(of: first.id)[1]
    #expect([answer.promptTokens, answer.completionTokens, answer.totalTokens] == [7, 6, 13])
    #expect(answer.turnId == nil)
    let weaver = try #require(try temporary.thread(titled: "Be a weaver"))
    #expect(weaver.systemPrompt?.text == "You are a weaver. Be brief.")
    #expect(try temporary.thread(titled: "grüß dich 🧶") != nil)
  }

  @Test(arguments: ["llm-0.31.sql", "llm-0.36.sql"])
  func `fragments are words, and what is not text is noted`(_ dump: String) async throws {
    _ = try await imported(dump)
    let wool = try temporary.listed().filter { $0.title?.text.hasPrefix("Wool") == true }
    #expect(wool.count == 2)
    let asked = try wool.map { try temporary.words(of: $0.id)[0] }
    #expect(
      asked.contains("user: Wool is a fibre.\nIt comes from sheep.\n\nWhere from?"), "\(asked)")
    #expect(wool.contains { $0.systemPrompt?.text.hasPrefix("Wool is a fibre.") == true })
    let tool = try #require(try temporary.thread(titled: "Which version?"))
    let words = try temporary.words(of: tool.id)
    #expect(words.count == 4, "\(words)")
    let answer = try temporary.messages(of: tool.id)[1]
    #expect(try origin(answer)["toolCalls"]?[0]?["name"]?.string == "llm_version")
    #expect(try origin(answer)["toolResults"]?[0]?["id"]?.string == "call_1")
    #expect([answer.promptTokens, answer.completionTokens] == [14, 5])
    let dog = try #require(try temporary.thread(titled: "A dog"))
    #expect(
      try origin(temporary.messages(of: dog.id)[1])["schema"]?.string?.contains("age") == true)
    let picture = try #require(try temporary.thread(titled: "What is in it?"))
    let attachment = try origin(temporary.messages(of: picture.id)[0])["attachments"]?[0]
    #expect(attachment?["type"]?.string == "image/png")
    #expect(attachment?["path"]?.string == "/home/ada/red.png")
    let wordless = try #require(try temporary.thread(titled: "[image/png]"))
    #expect(
      try temporary.words(of: wordless.id) == ["user: [image/png]", "assistant: A red square."])
  }

  @Test func `a system prompt that changes stands where it changed`() async throws {
    _ = try await imported("llm-0.31.sql")
    let weaver = try #require(try temporary.thread(titled: "Be a weaver"))
    #expect(
      try temporary.words(of: weaver.id) == [
        "user: Be a weaver", "assistant: Answer to: Be a weaver", "system: You are a knitter.",
        "user: And now a knitter", "assistant: Answer to: And now a knitter", "user: And again",
        "assistant: Answer to: And again",
      ])
  }

  @Test func `the first layout has neither tokens nor attachments`() async throws {
    let result = try await imported("llm-0.13.sql")
    #expect(result.skipped == 0)
    #expect(result.threads == 3)
    let first = try #require(try temporary.listed().last)
    #expect(try temporary.messages(of: first.id)[1].promptTokens == nil)
  }

  @Test func `threads are listed by their latest activity at the source`() async throws {
    _ = try await imported("llm-0.36.sql")
    let times = try temporary.listed().dropFirst().compactMap(\.lastMessageAt)
    #expect(times == times.sorted { $0.milliseconds > $1.milliseconds })
    #expect(try temporary.listed()[0].title?.text == "A fork of the first")
  }

  @Test func `a fork has its thread as its parent`() async throws {
    _ = try await imported("llm-0.36.sql")
    let fork = try #require(try temporary.thread(titled: "A fork of the first"))
    let parent = try #require(try temporary.thread(titled: "What is a skein?"))
    #expect(fork.parentThreadId == parent.id)
    #expect(try temporary.words(of: fork.id) == Array(temporary.words(of: parent.id).prefix(2)))
  }

  @Test(arguments: ["llm-0.13.sql", "llm-0.31.sql", "llm-0.36.sql", "llm-0.31-then-0.36.sql"])
  func `a second import adds nothing`(_ dump: String) async throws {
    let first = try await imported(dump)
    #expect(first.threads > 0)
    let before = try temporary.listed()
    let path = source.path + "/\(dump).db"
    let second = try await temporary.imported(.llm, from: path)
    #expect(second.counts == [0, 0, first.skipped])
    #expect(try temporary.listed() == before)
  }

  @Test func `what was asked after an upgrade continues what came before it`() async throws {
    _ = try await imported("llm-0.31.sql")
    let before = try #require(try temporary.thread(titled: "What is a skein?"))
    let grown = try await imported("llm-0.31-then-0.36.sql")
    #expect(grown == HistoryImport.Result(threads: 2, messages: 4))
    let after = try #require(try temporary.thread(titled: "What is a skein?"))
    #expect(after.id == before.id)
    #expect(
      try temporary.words(of: after.id).suffix(3) == [
        "assistant: Answer to: Why is it wound loosely?", "user: Asked later",
        "assistant: Answer to: Asked later",
      ])
    let former = source.path + "/llm-0.31.sql.db"
    #expect(try await temporary.imported(.llm, from: former) == HistoryImport.Result())
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `the source keeps its bytes, and no file appears beside it`(
    _ journal: String
  ) async throws {
    let path = try Fixtures.database("llm-0.36.sql", in: source, journal: journal)
    let before = try Fixtures.contents(of: source)
    _ = try await temporary.imported(.llm, from: path)
    #expect(try Fixtures.contents(of: source) == before)
  }

  @Test func `what its owner has just written is read from the log`() async throws {
    let path = try Fixtures.database("llm-0.36.sql", in: source, journal: "WAL")
    let writer = try DatabaseQueue(path: path)
    try await writer.write { db in
      try db.execute(sql: "UPDATE threads SET name = 'Renamed' WHERE name = 'A dog'")
    }
    _ = try await temporary.imported(.llm, from: path)
    #expect(try temporary.thread(titled: "Renamed") != nil)
    try await writer.write { db in try db.execute(sql: "DELETE FROM turn_search") }
  }

  @Test func `a conversation that is broken is skipped, the others come`() async throws {
    let path = try Fixtures.database("llm-0.36.sql", in: source)
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(
        sql: """
          UPDATE threads SET tip_message_hash = 'gone' WHERE name = 'A dog';
          UPDATE parts SET payload = '{broken' WHERE type = 'tool_call';
          UPDATE messages SET role = 'oracle' WHERE hash =
            (SELECT tip_message_hash FROM threads WHERE name = 'What is in it?');
          """)
    }
    try queue.close()
    let result = try await temporary.imported(.llm, from: path)
    #expect(result.skipped == 2)
    #expect(result.threads == 9)
    #expect(try temporary.thread(titled: "A dog") == nil)
  }
}
