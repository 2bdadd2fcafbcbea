import Foundation
import JSON
import Testing
import Wire

@testable import Store

/// Claude's export: its messages, what they have besides words, and its branches.
struct ClaudeHistoryTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  private func imported(_ text: String) async throws -> HistoryImport.Result {
    let path = "\(source.path)/conversations.json"
    try Data(text.utf8).write(to: URL(filePath: path))
    return try await temporary.imported(.claude, from: path)
  }

  /// A conversation with these messages.
  private func conversation(_ messages: String..., more: String = "") -> String {
    """
    [{"uuid":"c","name":"","created_at":"2026-09-21T12:00:00.5Z",
    "updated_at":"2026-09-21T12:05:00+00:00"\(more),
    "chat_messages":[\(messages.joined(separator: ","))]}]
    """
  }

  /// A message that says its id; `parent` is null in older exports.
  private func message(_ id: String, _ sender: String, parent: String? = nil) -> String {
    let named = parent.map { ",\"parent_message_uuid\":\"\($0)\"" } ?? ""
    return """
      {"uuid":"\(id)","sender":"\(sender)","created_at":"2026-09-21T12:00:01Z","text":"\(id)"
      \(named)}
      """
  }

  private func origin(_ message: Noun.Message) throws -> Value {
    try #require(try message.metadata?.json.value()["importedFrom"])
  }

  @Test func `a conversation becomes a thread with its title and times, once`() async throws {
    let text = try Fixtures.text("claude.json")
    let result = try await imported(text)
    #expect(result.counts == [1, 2, 0])
    let thread = try #require(try temporary.thread(titled: "Dyeing"))
    #expect(thread.createdAt == Timestamp("2026-09-21T12:00:00Z"))
    #expect(thread.updatedAt == Timestamp("2026-09-21T12:01:00Z"))
    #expect(
      try temporary.words(of: thread.id) == [
        "user: What dyes wool blue?", "assistant: Woad and indigo do.",
      ])
    let answer = try temporary.messages(of: thread.id)[1]
    #expect(answer.createdAt == Timestamp("2026-09-21T12:00:05Z"))
    #expect(try origin(answer)["source"]?.string == "claude")
    #expect(try await imported(text) == HistoryImport.Result())
  }

  @Test func `the model of a conversation is noted on its answers`() async throws {
    _ = try await imported(
      conversation(
        message("q", "human"), message("a", "assistant"), more: #","model":"claude-3-opus""#))
    let thread = try #require(try temporary.listed().first)
    #expect(thread.model?.text == "claude-3-opus")
    let messages = try temporary.messages(of: thread.id)
    #expect(try origin(messages[0])["model"] == nil)
    #expect(try origin(messages[1])["model"]?.string == "claude-3-opus")
    #expect(messages.map(\.importedModel) == [nil, "claude-3-opus"])
    // Also behind an export of ours and its import.
    let again = try await temporary.mine.write { [ids = temporary.ids] in
      let document = try $0.rows.export(thread.id)
      return try $0.importThread(.init(document: document), made: ids.next())
    }
    #expect(try temporary.messages(of: again.id).last?.importedModel == "claude-3-opus")
  }

  @Test func `one that has grown is continued`() async throws {
    _ = try await imported(conversation(message("q", "human"), message("a", "assistant")))
    let result = try await imported(
      conversation(message("q", "human"), message("a", "assistant"), message("q2", "human")))
    #expect(result.counts.prefix(2) == [1, 1])
    #expect(try temporary.listed().map(\.messageCount) == [3])
  }

  @Test func `what led to an answer is noted on it, and attached text is part of the question`()
    async throws
  {
    let question = """
      {"uuid":"q","sender":"human","text":"Sum it up.","content":[{"type":"text","text":"Sum it up."}],
      "attachments":[{"file_name":"notes.txt","file_type":"txt","extracted_content":"Wool is warm."}],
      "files":[{"file_name":"wool.png","file_uuid":"f"}]}
      """
    let answer = """
      {"uuid":"a","sender":"assistant","text":"This block is not supported. Warm.","content":[
      {"type":"thinking","thinking":"Short, then."},
      {"type":"tool_use","id":"t","name":"search","input":{"query":"wool"}},
      {"type":"tool_result","tool_use_id":"t","name":"search","content":[{"type":"text","text":"12"}]},
      {"type":"tool_result","name":"search","is_error":true,"content":"no"},
      {"type":"token_budget"},{"type":"text","text":"Warm."},{"type":"hologram"}]}
      """
    let result = try await imported(conversation(question, answer))
    #expect(
      result.firstSkipped.map(\.reason) == ["1 message of an unknown kind (hologram)"])
    let thread = try #require(try temporary.listed().first)
    #expect(thread.title?.text == "Sum it up.")
    #expect(
      try temporary.words(of: thread.id) == [
        "user: Sum it up.\n\nnotes.txt:\n\nWool is warm.\n\n[wool.png]", "assistant: Warm.",
      ])
    let messages = try temporary.messages(of: thread.id)
    #expect(try origin(messages[0])["attachments"]?[1]?["name"]?.string == "wool.png")
    let notes = try origin(messages[1])
    #expect(notes["reasoning"]?.string == "Short, then.")
    #expect(notes["toolCalls"]?[0]?["arguments"]?.string == #"{"query":"wool"}"#)
    #expect(notes["toolResults"]?[0]?["output"]?.string == "12")
    #expect(notes["toolResults"]?[1]?["exception"]?.string == "no")
  }

  @Test func `where messages name their parents, each other way is a version`() async throws {
    let none = "00000000-0000-4000-8000-000000000000"
    let result = try await imported(
      conversation(
        message("q", "human", parent: none), message("a", "assistant", parent: "q"),
        message("b", "assistant", parent: "q"), more: #","current_leaf_message_uuid":"a""#))
    #expect(result.counts == [2, 4, 0])
    let thread = try #require(try temporary.listed().first)
    #expect(try temporary.listed().count == 1)
    let versions = try temporary.mine.read { try $0.threads(.init(copiesOf: thread.id)).data }
    #expect(try versions.map { try temporary.words(of: $0.id).last } == ["assistant: b"])
  }

  @Test(arguments: [
    #"[{"uuid":"c","chat_messages":[{"uuid":"m","sender":"robot","text":"x"},7,{}]}]"#,
    #"[{"chat_messages":[{"sender":"human"}]}]"#, #"[{"uuid":"c","chat_messages":[]}]"#,
  ])
  func `a conversation in which nobody said anything is counted`(_ text: String) async throws {
    let result = try await imported(text)
    #expect(result.threads == 0)
    #expect(result.skipped > 0)
  }

  @Test func `messages without ids are known by their places`() async throws {
    let text = #"[{"uuid":"c","chat_messages":[{"sender":"human","text":"Why?"}]}]"#
    #expect(try await imported(text).messages == 1)
    #expect(try await imported(text).messages == 0)
  }
}
