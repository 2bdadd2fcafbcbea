import Foundation
import GRDB
import JSON
import Synchronization
import Testing
import Wire

@testable import Store

/// What a history that was made to take for ever costs.
struct HistoryBudgetTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()

  init() throws {
    temporary = try TemporaryStore()
  }

  private func json(_ text: String) throws -> String {
    let path = source.path + "/conversations.json"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// llm's newest layout with one chain of so many messages, none of them found by an index: reading
  /// it takes the square of their number.
  private func chain(_ count: Int) throws -> String {
    let path = source.path + "/logs.db"
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      try db.execute(
        sql: """
          CREATE TABLE threads (id TEXT, name TEXT, tip_message_hash TEXT, forked_from TEXT,
            datetime_utc TEXT);
          CREATE TABLE turns (id TEXT, thread_id TEXT, parent_message_hash TEXT,
            tip_message_hash TEXT, model TEXT, input_tokens, output_tokens, duration_ms,
            datetime_utc TEXT, schema_id TEXT);
          CREATE TABLE schemas (id TEXT, content TEXT);
          CREATE TABLE messages (hash TEXT, role TEXT, parent_hash TEXT);
          CREATE TABLE parts (id INTEGER, message_hash TEXT, position INTEGER, type TEXT,
            text TEXT, payload TEXT);
          INSERT INTO threads VALUES ('t', 'long', '1', NULL, NULL);
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
          INSERT INTO messages SELECT CAST(i AS TEXT), 'user', CAST(i + 1 AS TEXT) FROM n;
          """)
    }
    try queue.close()
    return path
  }

  private func read(_ history: History) throws -> (whole: Int, skipped: Int) {
    var counts = (0, 0)
    while let step = try history.next() {
      switch step {
      case .conversation: counts.0 += 1
      case .unusable: counts.1 += 1
      }
    }
    return counts
  }

  @Test func `a cancel is heard within SQLite`() throws {
    let path = try chain(40_000)
    let looks = Atomic<Int>(0)
    // Taken back while the chain is followed: after some hundreds of looks.
    let history = try temporary.store.history(.llm, at: FilePath(trusted: path)) {
      looks.add(1, ordering: .relaxed).newValue > 300
    }
    let fault = fault { _ = try read(history) }
    #expect(fault?.kind == .cancelled)
    #expect(looks.load(ordering: .relaxed) < 400)
  }

  @Test func `a step that takes too long ends the import, and the error says which file`() throws {
    let path = try chain(40_000)
    let budget = ReadingBudget(for: path, stepSeconds: 0.2) { false }
    let history = try temporary.store.history(.llm, at: FilePath(trusted: path), within: budget)
    let began = ContinuousClock.now
    let fault = fault { _ = try read(history) }
    #expect(fault?.kind == .limit)
    #expect(fault?.message.contains(path) == true)
    #expect(ContinuousClock.now - began < .seconds(5))
  }

  @Test(arguments: ["responses", "messages", "Fragments"])
  func `a view in the place of a table is refused before it is read`(_ name: String) throws {
    let path = try Fixtures.database("llm-0.36.sql", in: source)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          DROP TABLE IF EXISTS \(name);
          CREATE VIEW \(name) AS
          WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
          SELECT id, '' AS prompt, '' AS response, id AS conversation_id FROM n;
          """)
    }
    try queue.close()
    let fault = fault { _ = try temporary.store.history(.llm, at: FilePath(trusted: path)) }
    #expect(fault?.kind == .invalidParams)
    #expect(fault?.message.contains(name.lowercased()) == true)
    #expect(fault?.message.contains(path) == true)
  }

  @Test func `a cancel is heard while JSON is looked through`() throws {
    let path = try json("[\(Array(repeating: "{}", count: 10_000).joined(separator: ","))]")
    let looks = Atomic<Int>(0)
    let fault = fault {
      _ = try temporary.store.history(.chatgpt, at: FilePath(trusted: path)) {
        looks.add(1, ordering: .relaxed).newValue > 50
      }
    }
    #expect(fault?.kind == .cancelled)
    #expect(looks.load(ordering: .relaxed) == 51)
  }

  @Test func `more conversations than an import takes are told, not held in memory`() throws {
    let count = Limits.importedConversations + 1
    let path = try json("[\(String(repeating: "1,", count: count))1]")
    let fault = fault { _ = try temporary.store.history(.chatgpt, at: FilePath(trusted: path)) }
    #expect(fault?.kind == .limit)
    #expect(fault?.data.limit == Limits.importedConversations)
    #expect(fault?.message.contains(path) == true)
  }

  @Test func `a conversation of more values than one may have is skipped`() throws {
    let ones = String(repeating: "1,", count: Limits.importedConversationValues)
    let path = try json(
      """
      [{"id":"c","mapping":{},"x":[\(ones)1]},
       {"id":"d","current_node":"a","mapping":{"a":{"message":{"author":{"role":"user"},
        "content":{"content_type":"text","parts":["Why?"]}}}}}]
      """)
    let history = try temporary.store.history(.chatgpt, at: FilePath(trusted: path))
    let counts = try read(history)
    #expect(counts == (1, 1))
  }

  @Test func `a tree of many leaves that say nothing is walked past but so often`() throws {
    // The way to each of as many leaves is as long as half of the tree: the square of it.
    let count = 8000
    var nodes: [String] = []
    for number in 0..<count {
      let parent = number == 0 ? "null" : "\"n\(number - 1)\""
      nodes.append("\"n\(number)\":{\"parent\":\(parent),\"children\":[1]}")
      nodes.append("\"l\(number)\":{\"parent\":\"n\(count - 1)\",\"children\":[]}")
    }
    let path = try json("[{\"id\":\"c\",\"mapping\":{\(nodes.joined(separator: ","))}}]")
    let began = ContinuousClock.now
    let history = try temporary.store.history(.chatgpt, at: FilePath(trusted: path))
    let counts = try read(history)
    #expect(counts == (0, 1))
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  @Test func `thousands of thoughts before an answer are noted in one pass`() throws {
    let count = 20_000
    let nodes = (0..<count).map { number in
      let parent = number == 0 ? "null" : "\"n\(number - 1)\""
      return """
        "n\(number)":{"parent":\(parent),"children":[1],"message":{"author":{"role":"assistant"},
        "content":{"content_type":"thoughts","thoughts":[{"content":"\(String(repeating: "hm ", count: 40))"}]}}}
        """
    }
    let answer = """
      "a":{"parent":"n\(count - 1)","children":[],"message":{"author":{"role":"assistant"},
      "content":{"content_type":"text","parts":["So."]}}}
      """
    let path = try json(
      "[{\"id\":\"c\",\"mapping\":{\((nodes + [answer]).joined(separator: ","))}}]")
    let began = ContinuousClock.now
    let history = try temporary.store.history(.chatgpt, at: FilePath(trusted: path))
    guard case .conversation(let conversation) = try history.next() else {
      Issue.record("it was not taken")
      return
    }
    let message = try #require(conversation.branches.first?.messages.first)
    #expect(message.content.text == "So.")
    let metadata = try #require(try message.notes.metadata(of: message, in: conversation))
    #expect(metadata.text.contains("hm hm"))
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  @Test func `an array is looked through only as far as it may be long`() {
    var splitter = ArraySplitter(limit: 2)
    let begins = splitter.feed(Array("[1,2".utf8))
    #expect(begins && !splitter.isFull)
    let goesOn = splitter.feed(Array(",3]".utf8))
    #expect(goesOn && splitter.isFull && splitter.elements.count == 2)
  }
}

/// The fault that a call answers with.
private func fault(of call: () throws -> Void) -> Fault? {
  do {
    try call()
    return nil
  } catch {
    return error as? Fault
  }
}
