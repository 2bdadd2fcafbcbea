import Testing

@testable import Store

/// Each rule of users, threads, messages and the feed against SQL that breaks it.
struct Schema1Tests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `what keeps the rules is accepted`() throws {
    let everything =
      RawRow.user(2, email: "ada@example.org") + RawRow.thread(1, title: "'Wool'")
      + RawRow.thread(2, user: 2)
      + RawRow.message(1) + RawRow.turn(1) + RawRow.turn(2, status: "queued")
      + RawRow.message(2, turn: "1")
      + RawRow.message(3, role: "assistant", content: "''", turn: "1")
      + RawRow.end(1, "completed")
      + "UPDATE turn SET status = 'running', started_at = 2 WHERE id = 2;"
      + RawRow.end(2, "cancelled") + RawRow.message(4, role: "system", metadata: "'{\"a\":1}'")
    #expect(try temporary.refusal(everything) == nil)
  }

  @Test func `an email is in lower case, an address, and nobody else's`() throws {
    for email in ["Ada@example.org", "ada", "@", "a b@c", "ada@", "@example.org", "a\n@b"] {
      try temporary.expectRefused(RawRow.user(2, email: email), because: "CHECK")
    }
    try temporary.expectRefused(
      RawRow.user(2, email: "a@b") + RawRow.user(3, email: "a@b"), because: "UNIQUE")
    #expect(try temporary.refusal(RawRow.user(2, email: "åda@example.org")) == nil)
  }

  @Test func `a title has 1 to 60 characters`() throws {
    try temporary.expectRefused(RawRow.thread(1, title: "''"), because: "CHECK")
    try temporary.expectRefused(
      RawRow.thread(1, title: "'\(String(repeating: "é", count: 61))'"), because: "CHECK")
    #expect(
      try temporary.refusal(RawRow.thread(1, title: "'\(String(repeating: "é", count: 60))'"))
        == nil)
  }

  @Test func `columns hold the type they declare and ids sixteen bytes`() throws {
    try temporary.expectRefused(
      "INSERT INTO user (uuid, email, created_at, updated_at) VALUES (x'00', 'a@b', 1, 1)",
      because: "CHECK")
    try temporary.expectRefused(
      """
      INSERT INTO user (uuid, email, created_at, updated_at)
      VALUES (randomblob(16), 'a@b', 'now', 1)
      """,
      because: "cannot store TEXT")
    try temporary.expectRefused(
      """
      INSERT INTO session (user, uuid, token_hash, created_at)
      VALUES (1, randomblob(16), randomblob(31), 1)
      """, because: "CHECK")
  }

  @Test func `a uid is one user's`() throws {
    try temporary.expectRefused(
      RawRow.user(2, email: "a@b")
        + """
        INSERT INTO account (user, uuid, provider_id, account_id, created_at, updated_at)
        SELECT 2, randomblob(16), provider_id, account_id, 1, 1 FROM account;
        """, because: "UNIQUE")
  }

  @Test func `free objects are objects, and JSON`() throws {
    try temporary.expectRefused("UPDATE user SET preferences = '[]'", because: "CHECK")
    try temporary.expectRefused("UPDATE user SET preferences = '{a}'", because: "malformed JSON")
    try temporary.expectRefused("UPDATE user SET preferences = NULL", because: "NOT NULL")
    let begin = RawRow.thread(1)
    try temporary.expectRefused(begin + RawRow.message(1, metadata: "'3'"), because: "CHECK")
    try temporary.expectRefused(
      begin + RawRow.message(1, metadata: "'{\"a\":}'"), because: "malformed JSON")
    try temporary.expectRefused(
      begin + RawRow.turn(1) + "UPDATE turn SET options = '{,}';", because: "malformed JSON")
    let large = "'{\"a\":\"\(String(repeating: "x", count: 65_536))\"}'"
    try temporary.expectRefused(begin + RawRow.message(1, metadata: large), because: "CHECK")
  }

  @Test func `sequences have no gap and no duplicate`() throws {
    let two = RawRow.thread(1) + RawRow.message(1) + RawRow.message(2)
    for sequence in [0, 1, 2, 4] {
      try temporary.expectRefused(two + RawRow.message(sequence), because: "sequence")
    }
    try temporary.expectRefused(
      two + "UPDATE message SET sequence = 3 WHERE sequence = 2;", because: "stays")
    try temporary.expectRefused(
      two + "DELETE FROM message WHERE sequence = 1;", because: "last message")
    #expect(
      try temporary.refusal(two + "DELETE FROM message WHERE sequence = 2;" + RawRow.message(2))
        == nil)
  }

  @Test func `a thread counts its messages, and nothing else does`() throws {
    try temporary.expectRefused(
      RawRow.thread(1) + "UPDATE thread SET message_count = 1;", because: "last message's")
    try temporary.expectRefused(
      """
      INSERT INTO thread (user, uuid, touched, made, created_at, updated_at, message_count)
      VALUES (1, randomblob(16), 1, randomblob(16), 1, 1, 3)
      """, because: "without messages")
    try temporary.sql(RawRow.thread(1) + RawRow.message(1) + RawRow.message(2))
    #expect(
      try temporary.text("SELECT message_count || ' ' || last_message_at FROM thread") == "2 20")
    try temporary.sql("DELETE FROM message WHERE sequence = 2")
    #expect(
      try temporary.text("SELECT message_count || ' ' || last_message_at FROM thread") == "1 10")
  }

  @Test func `a message has a role that is known, words, and is never rewritten`() throws {
    let begin = RawRow.thread(1)
    try temporary.expectRefused(begin + RawRow.message(1, role: "tool"), because: "CHECK")
    try temporary.expectRefused(begin + RawRow.message(1, content: "''"), because: "CHECK")
    try temporary.expectRefused(begin + RawRow.message(1, content: "NULL"), because: "NOT NULL")
    try temporary.expectRefused(
      begin + RawRow.message(1) + "UPDATE message SET content = 'y';", because: "stays")
  }

  @Test func `a thread's rows are its owner's`() throws {
    let begin = RawRow.user(2, email: "a@b") + RawRow.thread(1) + RawRow.thread(2, user: 2)
    try temporary.expectRefused(begin + RawRow.message(1, thread: 2), because: "FOREIGN KEY")
    try temporary.expectRefused(begin + RawRow.turn(1, thread: 2), because: "FOREIGN KEY")
    try temporary.expectRefused(begin + RawRow.message(1, thread: 9), because: "sequence")
    try temporary.expectRefused(
      begin + "UPDATE thread SET user = 2 WHERE id = 1;", because: "keeps its user")
    try temporary.expectRefused(
      begin
        + """
        INSERT INTO thread (user, uuid, touched, made, created_at, updated_at, parent)
        VALUES (1, randomblob(16), 9, randomblob(16), 1, 1, 2);
        """, because: "same user")
    try temporary.expectRefused(
      begin + RawRow.turn(1) + RawRow.turn(2, thread: 2, user: 2)
        + """
        INSERT INTO turn (user, thread, uuid, status, model, made, queued_at, retry_of)
        VALUES (2, 2, randomblob(16), 'queued', 'm', randomblob(16), 1, 1);
        """, because: "same user")
  }

  @Test func `events are numbered without a gap`() throws {
    func event(_ seq: Int) -> String {
      "INSERT INTO event VALUES (1, \(seq), 'thread', randomblob(16), 'created', 1);"
    }
    for seq in [0, 1, 3] {
      try temporary.expectRefused(event(1) + event(seq), because: "number")
    }
    #expect(try temporary.refusal(event(1) + event(2)) == nil)
  }

  @Test func `a user takes everything along, in every table`() throws {
    try temporary.sql(
      RawRow.thread(1) + RawRow.thread(2) + RawRow.message(1) + RawRow.turn(1)
        + "INSERT INTO turn_chunk VALUES (1, 1, 'x', '');"
        + RawRow.message(2, turn: "1") + RawRow.message(3, role: "assistant", turn: "1")
          + """
          INSERT INTO session (user, uuid, token_hash, created_at)
          VALUES (1, randomblob(16), randomblob(32), 1);
          INSERT INTO event VALUES (1, 1, 'thread', randomblob(16), 'created', 1);
          UPDATE thread SET parent = 1 WHERE id = 2;
          """)
    try temporary.sql("DELETE FROM user")
    for table in ["account", "session", "thread", "message", "turn", "turn_chunk", "event"] {
      #expect(try temporary.number("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
  }

  @Test func `a user's number never returns`() throws {
    try temporary.sql(
      """
      DELETE FROM user;
      INSERT INTO user (uuid, email, created_at, updated_at) VALUES (randomblob(16), 'a@b', 1, 1)
      """)
    #expect(try temporary.number("SELECT id FROM user") == 2)
  }

  @Test func `there is one database row`() throws {
    try temporary.expectRefused(
      "INSERT INTO database VALUES (2, randomblob(16), 1)", because: "CHECK")
    try temporary.expectRefused(
      "INSERT INTO database VALUES (1, randomblob(16), 1)", because: "UNIQUE")
  }
}
