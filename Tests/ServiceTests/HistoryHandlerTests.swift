import Foundation
import JSON
import Testing
import Wire

@testable import Service

/// `history/import` as a client sees it.
@Suite struct HistoryHandlerTests {
  let home: TemporaryDaemon
  let mine: TestClient

  init() throws {
    home = try TemporaryDaemon()
    mine = try home.connect()
  }

  /// An export of so many conversations with a pair each.
  private func export(_ count: Int) throws -> FilePath {
    let conversations = (0..<count).map { number in
      """
      {"id": "c\(number)", "title": "Number \(number)", "create_time": 1700000000,
       "update_time": \(1_700_000_000 + number), "current_node": "a\(number)", "mapping": {
       "q\(number)": {"parent": null, "children": ["a\(number)"], "message": {"author":
        {"role": "user"}, "content": {"content_type": "text", "parts": ["Why?"]}}},
       "a\(number)": {"parent": "q\(number)", "children": [], "message": {"author":
        {"role": "assistant"}, "content": {"content_type": "text", "parts": ["So."]}}}}}
      """
    }
    let path = home.folder.path + "/conversations.json"
    try Data("[\(conversations.joined(separator: ","))]".utf8).write(to: URL(filePath: path))
    return FilePath(trusted: path)
  }

  @Test func `the answer counts, notifications tell how far it is, and lists see it`() async throws
  {
    let path = try export(40)
    let id = try mine.send(HistoryImport.self, .init(source: .chatgpt, path: path))
    // A read that was sent behind the answer sees all of it.
    let result = try await mine.result(of: HistoryImport.self, id)
    #expect(result.counts == [40, 80, 0])
    // The first of them are named, the oldest first, and are there under their ids.
    #expect(result.firstThreads.map(\.title?.text) == (0..<20).map { "Number \($0)" })
    #expect(result.firstThreads.map(\.isNew) == Array(repeating: true, count: 20))
    let first = try await mine.call(ThreadGet.self, .init(threadId: result.firstThreads[0].id))
    #expect(first.thread.title?.text == "Number 0")
    #expect(result.firstThreads.map(\.number) == Array(1...20))
    let told = try mine.notifications(HistoryProgressed.self)
    #expect(told.first == .init(source: .chatgpt, done: 0, total: 40))
    #expect(told.last == .init(source: .chatgpt, done: 40, total: 40, threads: 40, messages: 80))
    let page = try await mine.call(ThreadList.self, .init())
    #expect(page.data.count == 40)
    #expect(page.data[0].title?.text == "Number 39")
    let again = try await mine.call(HistoryImport.self, .init(source: .chatgpt, path: path))
    #expect(again == .init())
  }

  @Test func `what is skipped is named with its reason, the first so many, and all are counted`()
    async throws
  {
    let path = home.folder.path + "/conversations.json"
    let empty = (0..<30).map { #"{"id":"e\#($0)","title":"Empty \#($0)","mapping":{}}"# }
    try Data("[\(empty.joined(separator: ","))]".utf8).write(to: URL(filePath: path))
    let result = try await mine.call(
      HistoryImport.self, .init(source: .chatgpt, path: FilePath(trusted: path)))
    #expect(result.counts == [0, 0, 30])
    #expect(result.firstSkipped.count == Limits.importedNames)
    #expect(
      result.firstSkipped[0]
        == HistorySkip(
          title: Title(trusted: "Empty 0"), conversationId: "e0", reason: "nothing was said in it"))
  }

  @Test func `a thread that is continued is named as one, once`() async throws {
    _ = try await mine.call(HistoryImport.self, .init(source: .chatgpt, path: export(1)))
    let path = try export(1)
    let grown = try String(contentsOf: URL(filePath: path.text), encoding: .utf8)
      .replacing(#""current_node": "a0""#, with: #""current_node": "q1""#)
      .replacing(
        #""children": [], "message""#,
        with: #""children": ["q1"], "message""#
      )
      .replacing(
        #""mapping": {"#,
        with: """
          "mapping": {"q1": {"parent": "a0", "children": [], "message": {"author":
          {"role": "user"}, "content": {"content_type": "text", "parts": ["And?"]}}},
          """)
    try Data(grown.utf8).write(to: URL(filePath: path.text))
    let result = try await mine.call(HistoryImport.self, .init(source: .chatgpt, path: path))
    #expect(result.counts.prefix(2) == [1, 1])
    #expect(result.firstThreads.map(\.isNew) == [false])
  }

  @Test func `a thread has a model only where that can be asked here, and says which answered`()
    async throws
  {
    home.models.offer(["one"], at: "test")
    _ = try await mine.call(ModelList.self, NoParams())
    let models = ["one", "test/one", "gpt-4", "test/gpt-4"]
    let conversations = models.map { name in
      """
      {"id": "\(name)", "title": "By \(name)", "current_node": "a", "mapping": {
       "q": {"parent": null, "children": ["a"], "message": {"author": {"role": "user"},
        "content": {"content_type": "text", "parts": ["Why?"]}}},
       "a": {"parent": "q", "children": [], "message": {"author": {"role": "assistant"},
        "metadata": {"model_slug": "\(name)"},
        "content": {"content_type": "text", "parts": ["So."]}}}}}
      """
    }
    let path = home.folder.path + "/conversations.json"
    try Data("[\(conversations.joined(separator: ","))]".utf8).write(to: URL(filePath: path))
    _ = try await mine.call(
      HistoryImport.self, .init(source: .chatgpt, path: FilePath(trusted: path)))
    let threads = try await mine.call(ThreadList.self, .init()).data
    let byTitle = Dictionary(uniqueKeysWithValues: threads.map { ($0.title?.text ?? "", $0) })
    #expect(models.map { byTitle["By \($0)"]?.model?.text } == ["one", "test/one", nil, nil])
    let old = try #require(byTitle["By gpt-4"])
    let messages = try await mine.call(MessageList.self, .init(threadId: old.id)).data
    #expect(messages.last?.metadata?.text.contains(#""model":"gpt-4""#) == true)
    // What is asked by default goes on with it.
    let turn = try await mine.call(
      TurnStart.self, TurnRequest(threadId: old.id, input: Content(trusted: "And?"))
    ).turn
    #expect(turn.model.text == "test/one")
  }

  @Test func `a list that was sent behind it waits for all of it`() async throws {
    let id = try mine.send(
      HistoryImport.self, .init(source: .chatgpt, path: try export(40)))
    let list = try mine.send(ThreadList.self, .init())
    #expect(try await mine.result(of: ThreadList.self, list).data.count == 40)
    #expect(try await mine.result(of: HistoryImport.self, id).threads == 40)
  }

  @Test func `it is an operator's`() async throws {
    let stranger = try home.connectStranger()
    let path = try export(1)
    let fault = try await stranger.fault(
      "history/import", #"{"source":"chatgpt","path":"\#(path.text)"}"#)
    #expect(fault.kind == .forbidden)
    #expect(try await stranger.call(ThreadList.self, .init()).data.isEmpty)
  }

  @Test(arguments: ["~/logs.db", "logs.db", "./logs.db"])
  func `a path that is not from the root is refused`(_ path: String) async throws {
    let fault = try await mine.fault("history/import", #"{"source":"llm","path":"\#(path)"}"#)
    #expect(fault.kind == .invalidParams)
    #expect(fault.data.path == "path")
    #expect(fault.message.contains("absolute"))
  }

  @Test func `a refused file leaves nothing, and the next import begins`() async throws {
    let before = try home.traces()
    for _ in 0..<3 {
      let fault = try await mine.fault("history/import", #"{"source":"llm","path":"/no/logs.db"}"#)
      #expect(fault.kind == .invalidParams)
    }
    #expect(try home.traces() == before)
    #expect(
      try await mine.call(HistoryImport.self, .init(source: .chatgpt, path: export(2))).threads == 2
    )
  }

  @Test func `a cancelled import keeps what it has written and goes on the next time`() async throws
  {
    let path = try export(3000)
    let id = try mine.send(HistoryImport.self, .init(source: .chatgpt, path: path))
    _ = try await mine.notification(HistoryProgressed.self)
    mine.cancelRequest(id)
    let answer = await mine.answer(to: id)
    let threads: Int
    if let error = answer["error"] {
      #expect(error["code"]?.integer == Fault.Kind.cancelled.code)
      threads = try home.threadCount()
    } else {
      threads = 3000
    }
    let rest = try await mine.call(HistoryImport.self, .init(source: .chatgpt, path: path))
    #expect(rest.threads == 3000 - threads)
    #expect(try home.threadCount() == 3000)
  }
}

extension TemporaryDaemon {
  fileprivate func threadCount() throws -> Int {
    let line = try traces().first { $0.hasPrefix("thread: ") }
    return Int(line?.dropFirst(8) ?? "") ?? -1
  }
}

extension HistoryImport.Result {
  /// Threads, messages, and what was skipped.
  fileprivate var counts: [Int] { [threads, messages, skipped] }
}
