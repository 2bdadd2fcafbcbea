import Foundation
import JSON
import Testing
import Wire

@testable import Store

/// Exports with something missing, and files of other programs.
struct ExportHistoryTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  private func write(_ text: String) throws -> String {
    let path = "\(source.path)/conversations.json"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// An export of one conversation of ChatGPT: `id`, parent, children and role of each message, which
  /// says its id.
  private func export(
    _ nodes: [(id: String, parent: String?, children: [String], role: String)],
    shown: String
  ) throws -> String {
    let mapping = nodes.map { node in
      let parent = node.parent.map { "\"\($0)\"" } ?? "null"
      return """
        "\(node.id)":{"parent":\(parent),"children":\(node.children),"message":{"author":
        {"role":"\(node.role)"},"content":{"content_type":"text","parts":["\(node.id)"]}}}
        """
    }
    return try write(
      """
      [{"id":"c","title":"Wool","current_node":"\(shown)","mapping":{
      \(mapping.joined(separator: ","))}}]
      """)
  }

  private func words() throws -> [[String]] {
    try temporary.listed().reversed().map { try temporary.words(of: $0.id) }
  }

  @Test func `a conversation whose end is missing is kept up to there, and that is counted`()
    async throws
  {
    let path = try export(
      [("q", nil, ["a"], "user"), ("a", "q", ["gone"], "assistant")], shown: "gone")
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [1, 2, 1])
    #expect(try words() == [["user: q", "assistant: a"]])
    #expect(
      result.firstSkipped == [
        HistorySkip(
          title: Title(trusted: "Wool"), conversationId: "c",
          reason: "1 message that the file refers to and does not have")
      ])
    let again = try await temporary.imported(.chatgpt, from: path)
    #expect(again.counts == [0, 0, 1])
  }

  @Test func `a message whose parent is missing stands where another message names it`()
    async throws
  {
    let path = try export(
      [
        ("q", nil, ["a"], "user"), ("a", "q", ["q2"], "assistant"), ("q2", "gone", ["a2"], "user"),
        ("a2", "q2", [], "assistant"),
      ], shown: "a2")
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [1, 4, 1])
    #expect(try words() == [["user: q", "assistant: a", "user: q2", "assistant: a2"]])
  }

  @Test(arguments: ["null", "7", #"{"parent":"a","children":["a2"],"message":"gone"}"#])
  func `a message that is named and empty is counted, and holds together what is around it`(
    empty: String
  ) async throws {
    func node(_ id: String, _ parent: String, _ children: String, _ role: String) -> String {
      """
      "\(id)":{"parent":\(parent),"children":[\(children)],"message":{"author":{"role":"\(role)"},
      "content":{"content_type":"text","parts":["\(id)"]}}}
      """
    }
    let path = try write(
      """
      [{"id":"c","title":"Wool","current_node":"a2","mapping":{
      "root":{"parent":null,"children":["q"],"message":null},
      \(node("q", #""root""#, #""a""#, "user")),\(node("a", #""q""#, #""q2""#, "assistant")),
      "q2":\(empty),\(node("a2", #""q2""#, "", "assistant"))}}]
      """)
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [1, 3, 1])
    #expect(try words() == [["user: q", "assistant: a", "assistant: a2"]])
    #expect(
      result.firstSkipped.map(\.reason) == ["1 message that the file refers to and does not have"])
  }

  @Test func `one conversation alone is an export of one`() async throws {
    let message = """
      {"author":{"role":"user"},"content":{"content_type":"text","parts":["Why?"]}}
      """
    let path = try write(#" {"id":"c","mapping":{"n":{"message":\#(message)}}} "# + "\n")
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [1, 1, 0])
    let fault = await fault { _ = try await temporary.imported(.claude, from: path) }
    #expect(fault?.message.contains("looks like ChatGPT's") == true)
  }

  @Test func `what hangs on nothing becomes a fork`() async throws {
    let path = try export(
      [
        ("q", nil, ["a"], "user"), ("a", "q", [], "assistant"), ("q2", "gone", ["a2"], "user"),
        ("a2", "q2", [], "assistant"),
      ], shown: "a2")
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [2, 4, 1])
    let threads = try temporary.listed()
    let fork = try #require(threads.first { $0.parentThreadId != nil })
    #expect(try temporary.words(of: fork.id) == ["user: q", "assistant: a"])
    #expect(threads.contains { $0.id == fork.parentThreadId })
  }

  @Test func `a conversation without an id is known again by its first message`() async throws {
    let path = try write(
      """
      [{"mapping":{"n":{"message":{"author":{"role":"user"},
      "content":{"content_type":"text","parts":["Why?"]}}}}}]
      """)
    for messages in [1, 0] {
      #expect(try await temporary.imported(.chatgpt, from: path).messages == messages)
    }
  }

  @Test func `a message that is too long is counted once, however many branches it is on`()
    async throws
  {
    let long = String(repeating: "x", count: Limits.contentBytes + 1)
    let path = try export(
      [
        (long, nil, ["a", "b"], "user"), ("a", long, [], "assistant"), ("b", long, [], "assistant"),
      ], shown: "a")
    let result = try await temporary.imported(.chatgpt, from: path)
    #expect(result.counts == [2, 2, 1])
  }

  @Test func `a byte order mark at the head is passed over`() async throws {
    let text = try Fixtures.text("claude.json")
    let path = try write("\u{FEFF}" + text)
    #expect(try await temporary.imported(.claude, from: path).messages == 2)
  }

  @Test func `citation marks do not reach the thread`() async throws {
    let path = try write(
      """
      [{"id":"c","mapping":{"n":{"message":{"author":{"role":"assistant"},
      "content":{"content_type":"text","parts":["So.\u{E200}cite\u{E202}turn0search0\u{E201}"]}}}}}]
      """)
    _ = try await temporary.imported(.chatgpt, from: path)
    #expect(try words() == [["assistant: So."]])
  }

  @Test(arguments: [
    (HistorySource.chatgpt, #"[{"uuid":"u","chat_messages":[]}]"#, "looks like Claude's"),
    (.claude, #"[{"id":"u","mapping":{}}]"#, "looks like ChatGPT's"),
    (.claude, #"[{"header":"Gemini Apps","products":["Gemini Apps"]}]"#, "log of activities"),
    (.chatgpt, #"[{"role":"user","content":"Why?"}]"#, "messages of a provider's protocol"),
    (.chatgpt, #"[{"name":"wool","price":12}]"#, "the members name, price"),
    (.chatgpt, "[{},{}]", "has no members"), (.claude, "[1]", "no objects"),
    (.chatgpt, #"{"uuid":"u","chat_messages":[]}"#, "looks like Claude's"),
    (.claude, #"{"skein":1,"thread":{}}"#, "one object"),
  ])
  func `a file of another program is refused with what it looks like`(
    _ program: HistorySource, _ text: String, _ words: String
  ) async throws {
    let path = try write(text)
    let fault = await fault { _ = try await temporary.imported(program, from: path) }
    #expect(fault?.kind == .invalidParams)
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "accepted")")
    #expect(fault?.message.contains(path) == true)
    #expect(try temporary.listed().isEmpty)
  }

  @Test(arguments: [HistorySource.chatgpt, .claude])
  func `an export without conversations is one`(_ program: HistorySource) async throws {
    let path = try write("[]")
    #expect(try await temporary.imported(program, from: path) == HistoryImport.Result())
  }
}
