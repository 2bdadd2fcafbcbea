import Foundation
import GRDB
import JSON
import Testing
import Wire

@testable import Store

/// What no program would write into its history, and somebody may.
struct ForeignHistoryTests {
  let temporary: TemporaryStore
  let source = TemporaryDirectory()
  private static let limit: Int64 = (1 << 53) - 1

  init() throws {
    temporary = try TemporaryStore()
  }

  /// A database of llm's first layout with these rows of `responses`: id, conversation, prompt,
  /// response, input and output tokens, as SQL.
  private func legacy(_ rows: String...) throws -> String {
    let path = source.path + "/logs.db"
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      try db.execute(
        sql: """
          CREATE TABLE conversations (id TEXT PRIMARY KEY, name TEXT, model TEXT);
          CREATE TABLE responses (id TEXT PRIMARY KEY, conversation_id TEXT, prompt TEXT,
            response TEXT, input_tokens INTEGER, output_tokens INTEGER, model TEXT, system TEXT,
            duration_ms INTEGER, datetime_utc TEXT, reasoning TEXT);
          CREATE TABLE tool_calls (id INTEGER PRIMARY KEY, response_id TEXT, name TEXT,
            arguments TEXT, tool_call_id TEXT);
          """)
      for row in rows {
        try db.execute(
          sql: """
            INSERT INTO responses
              (id, conversation_id, prompt, response, input_tokens, output_tokens)
            VALUES (\(row))
            """)
      }
    }
    try queue.close()
    return path
  }

  private func change(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in try db.execute(sql: sql) }
    try queue.close()
  }

  /// The only thread's messages, as a strict reader takes them.
  private func messages() throws -> [Noun.Message] {
    let threads = try temporary.listed()
    let thread = try #require(threads.count == 1 ? threads[0] : nil)
    let messages = try temporary.messages(of: thread.id)
    for message in messages {
      let json = try Output.encode(message)
      #expect(try Document(json).root.decode(Noun.Message.self) == message)
    }
    return messages
  }

  @Test(arguments: [
    ("9223372036854775807", "9223372036854775807"), ("9007199254740992", "1"),
    ("-9223372036854775808", "-1"), ("1.5", "1e300"), ("'many'", "x''"), ("1e308", "-1e308"),
  ])
  func `counts that are none were not said`(_ sent: String, _ made: String) async throws {
    // An untyped table, as SQLite lets anybody make it.
    let path = try legacy()
    try change(
      path,
      """
      ALTER TABLE responses DROP COLUMN input_tokens;
      ALTER TABLE responses DROP COLUMN output_tokens;
      ALTER TABLE responses ADD COLUMN input_tokens;
      ALTER TABLE responses ADD COLUMN output_tokens;
      INSERT INTO responses (id, conversation_id, prompt, response, input_tokens, output_tokens)
      VALUES ('1', 'c', 'Why?', 'So.', \(sent), \(made));
      """)
    #expect(try await temporary.imported(.llm, from: path) == .init(threads: 1, messages: 2))
    let answer = try messages()[1]
    #expect(answer.promptTokens == nil)
    #expect(answer.totalTokens == nil)
  }

  @Test func `counts whose sum is none stop at the limit, and usage is told`() async throws {
    let path = try legacy("'1', 'c', 'Why?', '', \(Self.limit), \(Self.limit)")
    try change(
      path,
      """
      INSERT INTO tool_calls VALUES (1, '1', 'search', '{}', 't');
      INSERT INTO responses (id, conversation_id, prompt, response, input_tokens, output_tokens)
      VALUES ('2', 'c', '', 'So.', \(Self.limit), \(Self.limit));
      """)
    for _ in 0..<2 { _ = try await temporary.imported(.llm, from: path) }
    let answer = try messages()[1]
    #expect(
      [answer.promptTokens, answer.completionTokens, answer.totalTokens]
        == Array(repeating: Int(Self.limit), count: 3))
  }

  @Test func `U+0000 anywhere reads as U+FFFD`() async throws {
    let path = try legacy("'1', 'c', 'a' || char(0) || 'b', '', 1, 1")
    try change(
      path,
      """
      UPDATE responses SET reasoning = 'r' || char(0), model = 'm' || char(0),
        system = 's' || char(0), response = 'z' || char(0);
      INSERT INTO tool_calls VALUES (1, '1', 'n' || char(0), '{"a":"' || char(0) || '"}', 't');
      INSERT INTO conversations VALUES ('c', 'name' || char(0), '');
      """)
    _ = try await temporary.imported(.llm, from: path)
    let said = try messages()
    #expect(said.map(\.content) == ["a\u{FFFD}b", "z\u{FFFD}"])
    let origin = try #require(try said[1].metadata?.json.value()["importedFrom"])
    #expect(origin["reasoning"]?.string == "r\u{FFFD}")
    #expect(origin["model"]?.string == "m\u{FFFD}")
    #expect(origin["toolCalls"]?[0]?["name"]?.string == "n\u{FFFD}")
    #expect(try temporary.listed()[0].systemPrompt?.text == "s\u{FFFD}")
    #expect(
      try temporary.number("SELECT count(*) FROM message WHERE instr(metadata, '\\u0000')") == 0)
  }

  @Test(arguments: ["1e308", "-1e308", "-1", "253402300800", "1e999", "\"now\"", "null", "[]"])
  func `times that are none are passed over`(_ time: String) async throws {
    let path = source.path + "/conversations.json"
    let text = """
      [{"id":"c","create_time":\(time),"update_time":\(time),"current_node":"a","mapping":{
        "a":{"message":{"author":{"role":"user"},"create_time":\(time),
        "content":{"content_type":"text","parts":["Why?"]}}}}}]
      """
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(try await temporary.imported(.chatgpt, from: path).threads == 1)
    let year = try #require(try messages().first).createdAt.description.prefix(4)
    #expect((1970...9999).contains(Int(year) ?? 0))
  }

  @Test func `a moment beyond the last year is none`() {
    #expect(Timestamp(ulid: "7ZZZZZZZZZ0000000000000000") == nil)
    #expect(Timestamp(ulid: "01ARZ3NDEKTSV4RRFFQ69G5FAV") != nil)
    let at = Timestamp(milliseconds: 5)
    for duration in [Int64.max, Timestamp.greatest, -1] {
      #expect(at.plus(milliseconds: ForeignCount(duration)) == at)
    }
  }
}
