import GRDB
import JSON
import Testing
import Wire

@testable import Store

/// What a row gives that an older version wrote, or a failing disk.
struct ColumnsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func read<T>(_ value: String, _ read: (inout Columns) throws -> T) throws -> T? {
    try temporary.store.pool.read { db in try db.first("SELECT \(value)", read: read) }
  }

  @Test func `counts beyond what JSON keeps whole were not told`() throws {
    for value in ["9007199254740992", "9223372036854775807", "-1"] {
      #expect(try read(value) { $0.countIfPresent() } == .some(nil))
    }
    #expect(try read("9007199254740991") { $0.countIfPresent() } == 9_007_199_254_740_991)
    #expect(try read("NULL") { $0.countIfPresent() } == .some(nil))
  }

  @Test func `U+0000 in a text reads as U+FFFD`() throws {
    #expect(try read("'a' || char(0) || 'b'") { $0.text() } == "a\u{FFFD}b")
    #expect(try read("CAST(x'61ff62' AS TEXT)") { $0.text() } == "a\u{FFFD}b")
    #expect(try read("''") { $0.text() } == "")
  }

  @Test func `an object is given as its tokens, U+0000 in it as U+FFFD`() throws {
    #expect(try read(#"'{"a":1.0e2}'"#) { try $0.objectIfPresent()?.text } == #"{"a":1.0e2}"#)
    #expect(
      try read(#"'{"a":"x\u0000","b":"\u00e9"}'"#) { try $0.objectIfPresent()?.text }
        == "{\"a\":\"x\u{FFFD}\",\"b\":\"\\u00e9\"}")
    #expect(try read("NULL") { try $0.objectIfPresent() } == .some(nil))
  }

  @Test(arguments: [#"'{"a":1'"#, "'{\"a\":\"'", "'[]'", "'1'", "''", "x'7b22ff227d'", "x'0000'"])
  func `what is no object any more is damage, and no answer`(_ value: String) throws {
    #expect(throws: DamagedJSON.self) { try read(value) { try $0.objectIfPresent() } }
  }

  @Test func `a thread with a message that an older version wrote is readable`() async throws {
    let thread = try await temporary.thread()
    let message = try await temporary.message("hello", to: thread.id)
    try temporary.sql(
      #"""
      UPDATE message SET prompt_tokens = 9223372036854775807, total_tokens = 9007199254740992,
        metadata = '{"a":"\u0000"}'
      """#)
    let read = try temporary.mine.read { try $0.message(try #require(message.id)) }
    #expect(read.promptTokens == nil && read.totalTokens == nil)
    #expect(read.metadata?.text == "{\"a\":\"\u{FFFD}\"}")
    let json = try Output.encode(read)
    #expect(try Document(json).root.decode(Noun.Message.self) == read)
  }

  @Test func `a damaged object is told as storage, by every list that holds it`() async throws {
    let context = try await temporary.context("wool", metadata: .parsed(#"{"colour":"blue"}"#))
    let action = try await temporary.action(in: context.id, payload: .parsed(#"{"a":"b"}"#))
    let message = try await temporary.message("hello", to: context.threadId)
    // As a page that lost some bytes gives them: the schema is not asked.
    try await temporary.store.pool.writeWithoutTransaction { db in
      let rules = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%stays%'")
      for rule in rules { try db.execute(sql: "DROP TRIGGER \(rule)") }
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(
        sql: """
          UPDATE action SET payload = '{"a":"';
          UPDATE message SET metadata = '{"a":"';
          UPDATE context SET metadata = '{"a":"';
          """)
      try db.execute(sql: "PRAGMA ignore_check_constraints = OFF")
    }
    let mine = temporary.mine
    let calls: [() throws -> Void] = [
      { _ = try mine.read { try $0.snapshot(.id(context.id), with: [.actions]) } },
      { _ = try mine.read { try $0.action(action.id) } },
      { _ = try mine.read { try $0.message(try #require(message.id)) } },
      { _ = try mine.read { try $0.export(context.threadId) } },
    ]
    for call in calls {
      let told = await fault(of: call)
      #expect(told?.kind == .storage)
      #expect(told?.message.contains(temporary.store.path) == true)
    }
  }
}
