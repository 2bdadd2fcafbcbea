import Foundation
import JSON
import Testing
import Wire

@testable import Store

/// An export with branches, pictures, tools, thoughts, and conversations that are none.
struct ChatGPTHistoryTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  @discardableResult
  private func write(_ text: String, to name: String = "conversations.json") throws -> String {
    let path = "\(source.path)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func imported() async throws -> HistoryImport.Result {
    let path = try write(try Fixtures.text("conversations.json"))
    return try await temporary.imported(.chatgpt, from: path)
  }

  private func origin(_ message: Noun.Message) throws -> Value {
    try #require(try message.metadata?.json.value()["importedFrom"])
  }

  @Test func `the way that is shown becomes the thread, with what led to each answer`()
    async throws
  {
    let result = try await imported()
    #expect(result.counts == [5, 14, 3])
    #expect(
      result.firstSkipped.map(\.reason) == [
        "number 5 in \(source.path)/conversations.json: it is not a conversation of ChatGPT: "
          + "it holds the members nonsense",
        "nothing was said in it", "1 message of an unknown kind (hologram)",
      ])
    #expect(result.firstSkipped.map(\.title?.text) == [nil, "New chat", "Winding a skein"])
    let thread = try #require(
      try temporary.listed().first {
        $0.parentThreadId == nil && $0.title?.text == "Winding a skein"
      })
    #expect(thread.title?.text == "Winding a skein")
    #expect(thread.model?.text == "o3")
    #expect(thread.systemPrompt == nil)
    #expect(thread.createdAt == Timestamp(milliseconds: 1_735_725_600_000))
    #expect(thread.updatedAt == Timestamp(milliseconds: 1_735_726_500_250))
    #expect(
      try temporary.words(of: thread.id) == [
        "user: How is a skein wound?", "assistant: Loosely, 🧶.",
        "user: What does it weigh? Compute it.", "assistant: 100 grams.",
      ])
    let messages = try temporary.messages(of: thread.id)
    #expect(messages[0].createdAt == Timestamp(milliseconds: 1_735_725_601_500))
    let answer = try origin(messages[3])
    #expect(answer["toolCalls"]?[0]?["arguments"]?.string == "print(2*50)")
    #expect(answer["toolResults"]?[0]?["output"]?.string == "100\n")
    #expect(answer["reasoning"]?.string == "A skein weighs about 100 g.")
    #expect(answer["messageId"]?.string == "a3")
  }

  @Test func `each other branch is a version of it`() async throws {
    _ = try await imported()
    let thread = try #require(
      try temporary.listed().first { $0.messageCount == 4 && $0.parentThreadId == nil })
    #expect(try temporary.listed().count { $0.title == thread.title } == 1)
    let versions = try temporary.mine.read { try $0.threads(.init(copiesOf: thread.id)).data }
    // The one that was written last is first.
    #expect(
      try versions.map { try temporary.words(of: $0.id).last } == [
        "assistant: So that dye reaches it.", "assistant: Tightly.",
      ])
    #expect(versions.map(\.updatedAt.milliseconds) == [1_735_725_680_000, 1_735_725_603_000])
  }

  @Test func `pictures are noted on who sent them`() async throws {
    _ = try await imported()
    let thread = try #require(try temporary.thread(titled: "What is this?"))
    let messages = try temporary.messages(of: thread.id)
    #expect(
      try temporary.words(of: thread.id) == [
        "user: What is this?\n\n[wool.png]", "assistant: [image]",
      ])
    #expect(try origin(messages[0])["attachments"]?[1]?["name"]?.string == "wool.png")
    #expect(try origin(messages[1])["toolCalls"]?[0]?["name"]?.string == "dalle.text2im")
  }

  @Test func `a second import adds nothing, also from the directory`() async throws {
    let first = try await imported()
    let before = try temporary.listed()
    let second = try await temporary.imported(.chatgpt, from: source.path)
    #expect(second.counts.prefix(2) == [0, 0])
    #expect(second.firstSkipped == first.firstSkipped)
    #expect(try temporary.listed() == before)
  }

  @Test func `choosing another branch moves nothing, and a new branch comes as a fork`()
    async throws
  {
    _ = try await imported()
    let before = try temporary.listed()
    let chosen = try Fixtures.text("conversations.json")
      .replacing(#""current_node": "new""#, with: #""current_node": "a2""#)
    try write(chosen)
    let moved = try await temporary.imported(.chatgpt, from: source.path)
    #expect(moved.counts == [0, 0, 3])
    #expect(try temporary.listed() == before)
  }

  @Test func `the parts of a large export are one history`() async throws {
    try write("[ ]", to: "conversations-000.json")
    try write(try Fixtures.text("conversations.json"), to: "conversations-001.json")
    try write("not looked at", to: "user.json")
    #expect(try await temporary.imported(.chatgpt, from: source.path).threads == 5)
  }

  @Test(arguments: [
    (#"{"a":1}"#, "members a"), (#"[{"a":1}"#, "a part of it is missing"),
    ("[1] x", "continues after its end"), ("\u{7F}ELF", "is another kind of file"),
    (#" {"mapping":{"#, "is damaged"), ("7", "is another kind of file"),
    ("PK\u{3}\u{4}zip", "unzip"), ("", "content"),
  ])
  func `what is no export is refused, and nothing is stored`(
    _ text: String, _ reason: String
  ) async throws {
    let path = try write(text)
    let fault = await fault { _ = try await temporary.imported(.chatgpt, from: path) }
    #expect(fault?.kind == .invalidParams)
    #expect(fault?.data.path == "path")
    #expect(fault?.message.contains(reason) == true, "\(fault?.message ?? "accepted")")
    #expect(try temporary.listed().isEmpty)
  }

  @Test func `a conversation that is no JSON is skipped, the others come`() async throws {
    let text = try Fixtures.text("conversations.json")
    let path = try write(text.replacing(#"{"#, with: #"{,"#, maxReplacements: 1))
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.threads == 4)
    #expect(result.skipped == 4)
    #expect(result.firstSkipped[0].reason.contains("number 1 in"))
    #expect(result.firstSkipped[0].reason.contains("byte 1"))
  }
}
