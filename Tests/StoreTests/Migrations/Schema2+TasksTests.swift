import Testing
import Wire

@testable import Store

/// Each rule of tasks against SQL that breaks it, and what a row costs.
struct Schema2TasksTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func task(
    title: String = "'Wind it'", description: String = "NULL", completedAt: String = "NULL",
    archivedAt: String = "NULL", thread: String = "NULL", user: Int = 1
  ) -> String {
    """
    INSERT INTO task (user, uuid, title, description, completed_at, archived_at, thread, touched,
      made, created_at, updated_at)
    VALUES (\(user), randomblob(16), \(title), \(description), \(completedAt), \(archivedAt),
      \(thread), 1, randomblob(8), 1, 1);
    """
  }

  @Test(arguments: [
    "''", "' '", "' x'", "'x '", "char(160) || 'x'", "'x' || char(12288)", "'a' || char(10) || 'b'",
    "'a' || char(9) || 'b'", "char(127)", "'x' || char(133)", "'x' || char(8232)", "char(31)",
    "char(1)", "'a' || char(159)",
  ])
  func `a title is trimmed, one line, and not empty`(_ title: String) throws {
    try temporary.expectRefused(task(title: title), because: "CHECK")
  }

  @Test(arguments: ["'x'", "'a  b'", "'a' || char(160) || 'b'", "'[x]'", "'-'", "'é 🧶 ]^'"])
  func `what a title may be is taken`(_ title: String) throws {
    #expect(try temporary.refusal(task(title: title)) == nil)
  }

  @Test func `lengths are bounded: a title's in characters, a description's in bytes`() throws {
    func text(_ character: String, _ count: Int) -> String {
      "'\(String(repeating: character, count: count))'"
    }
    #expect(try temporary.refusal(task(title: text("é", 200))) == nil)
    try temporary.expectRefused(task(title: text("é", 201)), because: "CHECK")
    #expect(try temporary.refusal(task(description: text("é", 32_768))) == nil)
    try temporary.expectRefused(task(description: text("é", 32_769)), because: "CHECK")
    try temporary.expectRefused(task(title: "NULL"), because: "NOT NULL")
  }

  @Test func `completed is that it has a completion time, and only such are archived`() throws {
    try temporary.expectRefused(
      task() + "UPDATE task SET completed = 1;", because: "generated column")
    try temporary.expectRefused(task(archivedAt: "1"), because: "CHECK")
    try temporary.expectRefused(
      task(completedAt: "1", archivedAt: "1") + "UPDATE task SET completed_at = NULL;",
      because: "CHECK")
    try temporary.sql(task() + task(completedAt: "1"))
    #expect(try temporary.text("SELECT group_concat(completed) FROM task") == "0,1")
  }

  @Test func `a task is its owner's, and about a thread of theirs`() throws {
    let begin = RawRow.user(2, email: "a@b") + RawRow.thread(1) + RawRow.thread(2, user: 2)
    #expect(try temporary.refusal(begin + task(thread: "1")) == nil)
    try temporary.expectRefused(begin + task(thread: "2"), because: "same user")
    try temporary.expectRefused(begin + task(thread: "9"), because: "same user")
    try temporary.expectRefused(
      begin + task(thread: "1") + "UPDATE task SET thread = 2;", because: "same user")
    try temporary.expectRefused(
      begin + task() + "UPDATE task SET user = 2;", because: "keeps its user")
    try temporary.expectRefused(
      task() + "UPDATE task SET uuid = randomblob(16);", because: "keeps its user")
    try temporary.expectRefused(task(user: 9), because: "FOREIGN KEY")
  }

  @Test func `two tasks of a user have two ids`() throws {
    try temporary.expectRefused(
      task()
        + """
        INSERT INTO task (user, uuid, title, touched, made, created_at, updated_at)
        SELECT user, uuid, title, touched, made, 1, 1 FROM task;
        """, because: "UNIQUE")
  }

  @Test func `a thread that goes leaves its tasks, a user that goes does not`() throws {
    try temporary.sql(RawRow.thread(1) + task(thread: "1"))
    try temporary.sql("DELETE FROM thread")
    #expect(try temporary.number("SELECT count(*) FROM task WHERE thread IS NULL") == 1)
    try temporary.sql("DELETE FROM user")
    #expect(try temporary.number("SELECT count(*) FROM task") == 0)
  }

  /// A copied title would make the cost depend on the text, so long titles are among them.
  @Test(arguments: [12, 40, 200])
  func `a row costs at most 200 bytes beyond its text, with all its indexes`(length: Int)
    async throws
  {
    let count = 2000
    let thread = try await temporary.thread()
    let mine = temporary.mine
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    var random = Shuffle()
    for number in 0..<count {
      let title = String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
      let task = try await temporary.task(title, on: number.isMultiple(of: 3) ? thread.id : nil)
      // As a list is lived in: most get done, some are archived, some deleted, none in order.
      if number.isMultiple(of: 5) { continue }
      try await temporary.complete(task.id)
      if number.isMultiple(of: 4) { try await temporary.archive(task.id) }
      if number.isMultiple(of: 7) {
        try await mine.write { try $0.deleteTask(task.id, permanent: false) }
      }
    }
    let text = try #require(
      try temporary.number(
        """
        SELECT sum(length(CAST(title AS BLOB)) + ifnull(length(CAST(description AS BLOB)), 0))
        FROM task
        """))
    let bytes = try #require(
      try temporary.number(
        """
        SELECT sum(pgsize)
        FROM dbstat
        WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = 'task')
        """))
    let cost = (bytes - text) / count
    #expect(cost <= 200, "\(cost) bytes at \(length) characters")
  }

  /// The same at every run.
  private struct Shuffle: RandomNumberGenerator {
    private var state: UInt64 = 42

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }
}
