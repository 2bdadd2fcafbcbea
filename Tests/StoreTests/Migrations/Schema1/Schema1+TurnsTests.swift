import Testing

@testable import Store

/// Each rule of turns against SQL that breaks it.
struct Schema1TurnsTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  @Test func `one turn runs on a thread`() throws {
    let begin = RawRow.thread(1) + RawRow.turn(1)
    try temporary.expectRefused(begin + RawRow.turn(2), because: "UNIQUE")
    try temporary.expectRefused(
      begin + RawRow.turn(2, status: "queued")
        + "UPDATE turn SET status = 'running', started_at = 1 WHERE id = 2;", because: "UNIQUE")
    #expect(
      try temporary.refusal(
        begin + RawRow.turn(2, status: "queued") + RawRow.end(1, "failed")
          + "UPDATE turn SET status = 'running', started_at = 1 WHERE id = 2;") == nil)
  }

  @Test func `a turn moves forward only`() throws {
    let begin = RawRow.thread(1) + RawRow.turn(1)
    try temporary.expectRefused(
      RawRow.thread(1) + RawRow.turn(1, status: "completed"), because: "begins")
    try temporary.expectRefused(
      begin + "UPDATE turn SET status = 'queued', started_at = NULL;", because: "forward")
    try temporary.expectRefused(begin + "UPDATE turn SET status = 'failed';", because: "CHECK")
    try temporary.expectRefused(begin + "UPDATE turn SET ended_at = 2;", because: "CHECK")
    try temporary.expectRefused(
      RawRow.thread(1) + RawRow.turn(1, status: "queued") + "UPDATE turn SET started_at = 1;"
        + RawRow.end(1, "completed"),
      because: "CHECK")
    for ended in ["cancelled", "failed", "interrupted"] {
      for next in ["queued", "running", "completed", "cancelled", "failed", "interrupted"]
      where next != ended {
        try temporary.expectRefused(
          begin + RawRow.end(1, ended) + "UPDATE turn SET status = '\(next)', started_at = 1;",
          because: "a turn ")
      }
    }
  }

  @Test func `an answer directly follows its turn's question`() throws {
    let begin = RawRow.thread(1) + RawRow.turn(1)
    let question = RawRow.message(1, turn: "1")
    try temporary.expectRefused(
      begin + RawRow.message(1, role: "assistant", turn: "1"), because: "directly")
    try temporary.expectRefused(
      begin + question + RawRow.message(2) + RawRow.message(3, role: "assistant", turn: "1"),
      because: "directly")
    try temporary.expectRefused(begin + question + RawRow.message(2, turn: "1"), because: "UNIQUE")
    try temporary.expectRefused(
      begin + RawRow.message(1, role: "system", turn: "1"), because: "CHECK")
    try temporary.expectRefused(begin + RawRow.end(1, "failed") + question, because: "running turn")
    try temporary.expectRefused(
      begin + RawRow.thread(2) + RawRow.message(1, thread: 2, turn: "1"), because: "FOREIGN KEY")
  }

  @Test func `a turn ends with its pair or with nothing`() throws {
    let begin = RawRow.thread(1) + RawRow.turn(1)
    let question = RawRow.message(1, turn: "1")
    let pair = question + RawRow.message(2, role: "assistant", turn: "1")
    try temporary.expectRefused(begin + RawRow.end(1, "completed"), because: "pair")
    for status in ["completed", "cancelled", "failed", "interrupted"] {
      try temporary.expectRefused(begin + question + RawRow.end(1, status), because: "pair")
    }
    for status in ["failed", "interrupted"] {
      try temporary.expectRefused(begin + pair + RawRow.end(1, status), because: "pair")
    }
  }

  @Test func `only a running turn says something, and its end takes that away`() throws {
    let chunk = "INSERT INTO turn_chunk VALUES (1, 1, 'x', '');"
    try temporary.expectRefused(
      RawRow.thread(1) + RawRow.turn(1, status: "queued") + chunk, because: "running")
    try temporary.sql(RawRow.thread(1) + RawRow.turn(1) + chunk)
    #expect(try temporary.number("SELECT count(*) FROM turn_chunk") == 1)
    try temporary.sql(RawRow.end(1, "failed"))
    #expect(try temporary.number("SELECT count(*) FROM turn_chunk") == 0)
  }
}
