import Testing

@testable import Store

/// Each rule of contexts, actions and previews against SQL that breaks it.
struct Schema3Tests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private let begin = RawRow.thread(1) + RawRow.context(1)
  private let flow = #"{"resistance":"a","friction":"b","direction":"c"}"#

  private func run(_ id: Int) -> String {
    "UPDATE action SET status = 'running', started_at = 2 WHERE id = \(id);"
  }

  private func end(_ id: Int, _ status: String, result: String = "NULL") -> String {
    """
    UPDATE action SET status = '\(status)', ended_at = 3, result = \(result) WHERE id = \(id);
    """
  }

  @Test func `what keeps the rules is accepted`() throws {
    #expect(
      try temporary.refusal(
        begin + RawRow.action(1) + run(1) + end(1, "completed", result: "'{\"a\":1}'")
          + RawRow.action(2) + end(2, "failed") + RawRow.preview(1)
          + "UPDATE context SET status = 'completed';"
          + "UPDATE preview SET status = 'live', url = 'https://x';"
          + "UPDATE preview SET status = 'generating', url = NULL;") == nil)
  }

  @Test func `statuses and types are closed lists`() throws {
    try temporary.expectRefused(
      begin + "UPDATE context SET status = 'archived';", because: "CHECK")
    try temporary.expectRefused(begin + RawRow.action(1, type: "'shell'"), because: "CHECK")
    try temporary.expectRefused(
      begin + RawRow.preview(1) + "UPDATE preview SET status = 'gone';", because: "CHECK")
    try temporary.expectRefused(
      begin + RawRow.preview(1) + "UPDATE preview SET url = '';", because: "CHECK")
  }

  @Test func `a flow and a config have their members, each of its type`() throws {
    for flow in [
      "{}", #"{"resistance":"a","friction":"b"}"#,
      #"{"resistance":"a","friction":"b","direction":3}"#,
      #"{"resistance":"a","friction":"b","direction":""}"#,
      #"{"resistance":"a","resistance":"b","direction":"c"}"#,
    ] {
      try temporary.expectRefused(
        begin + "UPDATE context SET flow = '\(flow)';", because: "a flow has")
    }
    for config in [
      "{}", #"{"template":1,"tooling":[],"features":[],"customizations":{}}"#,
      #"{"template":null,"tooling":{},"features":[],"customizations":{}}"#,
      #"{"template":null,"tooling":[],"features":[],"customizations":[]}"#,
    ] {
      try temporary.expectRefused(
        begin + "UPDATE context SET config = '\(config)';", because: "a config has")
    }
    #expect(try temporary.refusal(begin + "UPDATE context SET flow = '\(flow)';") == nil)
  }

  @Test func `JSON is JSON`() throws {
    for column in ["flow", "config", "metadata"] {
      try temporary.expectRefused(
        begin + "UPDATE context SET \(column) = '{,}';", because: "malformed JSON")
    }
    try temporary.expectRefused(
      begin + "UPDATE context SET metadata = '[]';", because: "CHECK")
    try temporary.expectRefused(
      begin + RawRow.action(1, payload: "'{,}'"), because: "malformed JSON")
    try temporary.expectRefused(begin + RawRow.action(1, payload: "'[]'"), because: "CHECK")
    try temporary.expectRefused(
      begin + RawRow.action(1) + run(1) + end(1, "completed", result: "'{,}'"),
      because: "malformed JSON")
    try temporary.expectRefused(
      begin + RawRow.preview(1) + "UPDATE preview SET metadata = '{,}';",
      because: "malformed JSON")
  }

  @Test func `an action begins pending and moves forward only`() throws {
    try temporary.expectRefused(begin + RawRow.action(1, status: "running"), because: "pending")
    let pending = begin + RawRow.action(1)
    try temporary.expectRefused(pending + end(1, "completed"), because: "forward")
    try temporary.expectRefused(
      pending + "UPDATE action SET status = 'pending';", because: "forward")
    try temporary.expectRefused(pending + run(1) + run(1), because: "forward")
    try temporary.expectRefused(
      pending + run(1) + "UPDATE action SET status = 'pending', started_at = NULL;",
      because: "forward")
    for ended in ["completed", "failed"] {
      for next in ["pending", "running", "completed", "failed"] {
        try temporary.expectRefused(
          pending + run(1) + end(1, ended) + "UPDATE action SET status = '\(next)';",
          because: "forward")
      }
    }
  }

  @Test func `an action's times and result follow its status`() throws {
    let pending = begin + RawRow.action(1)
    try temporary.expectRefused(pending + "UPDATE action SET status = 'failed';", because: "CHECK")
    try temporary.expectRefused(pending + "UPDATE action SET status = 'running';", because: "CHECK")
    try temporary.expectRefused(pending + "UPDATE action SET started_at = 2;", because: "CHECK")
    try temporary.expectRefused(pending + "UPDATE action SET result = '{}';", because: "CHECK")
    try temporary.expectRefused(
      pending + run(1) + end(1, "completed", result: "'{}'")
        + "UPDATE action SET result = '{\"a\":1}';", because: "keeps its result")
    try temporary.expectRefused(
      pending + "UPDATE action SET payload = '{\"a\":1}';", because: "stays")
  }

  @Test func `a context has a thread of its own, which comes and goes with it`() throws {
    try temporary.expectRefused(begin + RawRow.context(2, thread: 1), because: "UNIQUE")
    try temporary.expectRefused(RawRow.context(1, thread: 9), because: "FOREIGN KEY")
    try temporary.expectRefused(begin + "DELETE FROM thread;", because: "FOREIGN KEY")
    try temporary.expectRefused(begin + "UPDATE thread SET deleted_at = 1;", because: "with it")
    try temporary.expectRefused(
      RawRow.thread(1) + "UPDATE thread SET deleted_at = 1;" + RawRow.context(1),
      because: "undeleted")
    try temporary.expectRefused(
      begin + RawRow.thread(2) + "UPDATE context SET thread = 2;", because: "keeps")
    try temporary.sql(begin + "UPDATE context SET deleted_at = 7, touched = 9, updated_at = 7")
    #expect(try temporary.text("SELECT deleted_at || ' ' || touched FROM thread") == "7 9")
    try temporary.expectRefused("UPDATE thread SET deleted_at = NULL;", because: "with it")
    try temporary.sql("UPDATE context SET deleted_at = NULL, touched = 10")
    #expect(try temporary.number("SELECT deleted_at FROM thread") == nil)
  }

  @Test func `a context's rows are its owner's`() throws {
    let two =
      RawRow.user(2, email: "a@b") + begin + RawRow.thread(2, user: 2)
      + RawRow.context(2, thread: 2, user: 2)
    try temporary.expectRefused(
      RawRow.user(2, email: "a@b") + RawRow.thread(2, user: 2) + RawRow.context(1, thread: 2),
      because: "FOREIGN KEY")
    try temporary.expectRefused(two + RawRow.action(1, context: 2), because: "FOREIGN KEY")
    try temporary.expectRefused(two + RawRow.preview(1, context: 2), because: "FOREIGN KEY")
    try temporary.expectRefused(
      two + RawRow.action(1) + "UPDATE action SET context = 2;", because: "stays")
    try temporary.expectRefused(
      two + RawRow.preview(1) + "UPDATE preview SET context = 2, user = 2;", because: "keeps")
  }

  @Test func `a context takes its actions and previews along, a user everything`() throws {
    try temporary.sql(
      begin + RawRow.action(1) + RawRow.preview(1) + RawRow.thread(2)
        + RawRow.context(2, thread: 2) + RawRow.action(2, context: 2))
    try temporary.sql("DELETE FROM context WHERE id = 1")
    #expect(try temporary.number("SELECT count(*) FROM action") == 1)
    #expect(try temporary.number("SELECT count(*) FROM preview") == 0)
    try temporary.sql("DELETE FROM user")
    for table in ["context", "action", "preview", "thread"] {
      #expect(try temporary.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
  }
}

extension RawRow {
  static func context(_ id: Int, thread: Int = 1, user: Int = 1) -> String {
    """
    INSERT INTO context (id, user, uuid, thread, status, flow, config, touched, made, created_at,
      updated_at)
    VALUES (\(id), \(user), randomblob(16), \(thread), 'active',
      '{"resistance":"none","friction":"minimal","direction":"natural"}',
      '{"template":null,"tooling":[],"features":[],"customizations":{}}', \(id), randomblob(16),
      1, 1);
    """
  }

  static func action(
    _ id: Int, context: Int = 1, user: Int = 1, type: String = "'deploy'",
    payload: String = "'{}'", status: String = "pending"
  ) -> String {
    """
    INSERT INTO action (id, user, context, uuid, type, payload, status, made, created_at,
      updated_at, started_at)
    VALUES (\(id), \(user), \(context), randomblob(16), \(type), \(payload), '\(status)',
      randomblob(16), 1, 1, iif('\(status)' = 'pending', NULL, 1));
    """
  }

  static func preview(_ id: Int, context: Int = 1, user: Int = 1) -> String {
    """
    INSERT INTO preview (id, user, context, uuid, status, made, created_at, updated_at)
    VALUES (\(id), \(user), \(context), randomblob(16), 'generating', randomblob(16), 1, 1);
    """
  }
}
