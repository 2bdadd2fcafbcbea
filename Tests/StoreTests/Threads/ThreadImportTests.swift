import JSON
import Testing
import Wire

@testable import Store

struct ThreadImportTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func imported(_ document: ThreadDocument) async throws -> Noun.Thread {
    try await temporary.mine.write { [ids = temporary.ids] in
      try $0.importThread(.init(document: document), made: ids.next())
    }
  }

  private func export(_ thread: ThreadID) throws -> ThreadDocument {
    try temporary.mine.read { try $0.export(thread) }
  }

  /// A thread with a pair, an appended message and everything that can be said of them.
  private func document() async throws -> ThreadDocument {
    let made = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.createThread(
        .init(
          title: Title("Wool"), model: ModelName("local/m"), systemPrompt: SystemPrompt("Be brief.")
        ), made: ids.next())
    }
    let (turn, thread) = try await temporary.opened(temporary.newTurn(on: made.id))
    var end = temporary.end(turn.id, .completed, output: "Yarn. 🧶")
    (end.promptTokens, end.completionTokens, end.totalTokens) = (34, 9, 43)
    _ = try await temporary.ended(end)
    try await temporary.message(
      "note", to: thread.id, role: .system, metadata: .parsed(#"{"b":1.50,"a":[]}"#))
    return try export(thread.id)
  }

  @Test func `what was exported comes back without loss, under new ids`() async throws {
    let source = try await document()
    let thread = try await imported(source)
    let copy = try export(thread.id)
    let (old, new) = (try #require(source.messages), try #require(copy.messages))
    #expect(thread.title == source.thread?.title)
    #expect(thread.model == source.thread?.model)
    #expect(thread.systemPrompt == source.thread?.systemPrompt)
    #expect(thread.createdAt == source.thread?.createdAt)
    #expect(thread.messageCount == 3)
    #expect(thread.lastMessageAt == source.thread?.lastMessageAt)
    for (old, new) in zip(old, new) {
      var expected = old
      (expected.id, expected.threadId, expected.turnId) = (new.id, thread.id, nil)
      expected.metadata = new.metadata
      #expect(new == expected)
    }
    #expect(Set(new.map(\.id)).isDisjoint(with: old.map(\.id)))
    let origin = #""importedFrom":{"threadId":"\#(try #require(source.thread).id)","#
    #expect(
      new[2].metadata?.json.text
        == #"{"b":1.50,"a":[],\#(origin)"messageId":"\#(try #require(old[2].id))"}}"#)
    #expect(
      new[0].metadata?.json.text == "{" + origin + #""messageId":"\#(try #require(old[0].id))","#
        + #""turnId":"\#(try #require(old[0].turnId))"}}"#)
  }

  @Test func `an answer keeps its model, however often it comes and goes`() async throws {
    let source = try await document()
    let models = [nil, "local/smollm2", nil]
    #expect(source.messages?.map(\.importedModel) == models)
    #expect(
      source.messages?[1].metadata?.json.text == #"{"importedFrom":{"model":"local/smollm2"}}"#)
    // Only the document says so: nothing is written into the thread that is exported.
    let thread = try #require(source.thread).id
    let kept = try temporary.messages(of: thread)
    #expect(kept.map(\.metadata?.json.text) == [nil, nil, #"{"b":1.50,"a":[]}"#])
    let once = try export(try await imported(source).id)
    let twice = try export(try await imported(once).id)
    #expect(once.messages?.map(\.importedModel) == models)
    #expect(twice.messages?.map(\.importedModel) == models)
  }

  @Test func `the same document twice is the first thread`() async throws {
    let source = try await document()
    let first = try await imported(source)
    try await temporary.message("later", to: first.id)
    let text = try RawJSON(encoding: source).text.replacing(",", with: " , ")
    let reread = try RawJSON(parsing: text).value().decode(ThreadDocument.self)
    let second = try await imported(reread)
    #expect(second.id == first.id)
    #expect(second.messageCount == 4)
    try await temporary.mine.write { try $0.deleteThread(first.id, permanent: false) }
    #expect(await kind { _ = try await imported(source) } == .invalidState)
    try await temporary.mine.write { try $0.deleteThread(first.id, permanent: true) }
    #expect(try await imported(source).id != first.id)
  }

  @Test func `where a message came from first is kept when it goes on`() async throws {
    let once = try await imported(try await document())
    let twice = try await imported(try export(once.id))
    let metadata = try #require(try export(twice.id).messages?[2].metadata).json.value()
    let from = try #require(metadata["importedFrom"])
    #expect(from["threadId"]?.string == "\(once.id)")
    #expect(from["importedFrom"]?["threadId"] != nil)
    #expect(metadata["b"]?.token.elementsEqual("1.50".utf8) == true)
  }

  @Test func `a document that is not whole makes nothing`() async throws {
    let source = try await document()
    let messages = try #require(source.messages)
    var broken: [(String, ThreadDocument)] = []
    func breaking(_ path: String, _ change: (inout ThreadDocument) -> Void) {
      var document = source
      change(&document)
      broken.append((path, document))
    }
    breaking("document.format") { $0.format = .markdown }
    breaking("document.version") { $0.version = 2 }
    breaking("document.thread") { $0.thread = nil }
    breaking("document.messages") { $0.messages = nil }
    breaking("document.messages") { $0.messages?.removeLast() }
    breaking("document.messages[0].sequence") { $0.messages = messages.reversed() }
    breaking("document.messages[1].sequence") { $0.messages?[1].sequence = nil }
    breaking("document.messages[1].totalTokens") { $0.messages?[1].totalTokens = -1 }
    breaking("document.messages[0].content") { document in
      document.messages?[0] = Noun.Message(
        id: nil, threadId: nil, turnId: nil, sequence: Sequence(1), role: .user, content: "",
        createdAt: messages[0].createdAt)
    }
    breaking("document.messages[1].metadata") { document in
      let large = String(repeating: "x", count: Limits.freeObjectBytes - 8)
      document.messages?[1].metadata = FreeObject(trusted: RawJSON(trusting: #"{"a":"\#(large)"}"#))
    }
    for (path, document) in broken {
      do {
        _ = try await imported(document)
        Issue.record("\(path) was accepted")
      } catch let fault as Fault {
        #expect(fault.kind == .invalidParams)
        #expect(fault.data.path == path)
      }
    }
    #expect(try temporary.number("SELECT count(*) FROM thread") == 1)
  }

  @Test func `a thread without messages goes and comes too`() async throws {
    let thread = try await temporary.thread()
    let copy = try await imported(try export(thread.id))
    #expect(copy.messageCount == 0)
    #expect(copy.title == nil)
  }
}
