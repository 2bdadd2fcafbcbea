import GRDB
import Testing
import Wire

@testable import Store

/// Which index serves which statement about tasks (sqlite.org/eqp.html).
struct TaskSQLTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private static func index(_ list: ListedTasks) -> String {
    let follows = list.order == .ascending ? ">" : "<"
    return switch list.sort {
    case .createdAt: "task_by_creation (user=? AND shelf=? AND rowid\(follows)?)"
    case .updatedAt: "task_by_change (user=? AND shelf=? AND touched\(follows)?)"
    case .title: "task_by_title (user=? AND shelf=? AND title_head\(follows)?)"
    }
  }

  /// What may stand in a list's plan beside the searches: shelves are merged as they come, and
  /// titles that begin alike are sorted among themselves.
  private static let merging: Set = ["MERGE (UNION ALL)", "LEFT", "RIGHT"]
  private static let sortingAlike = "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY"

  private func check(_ list: ListedTasks, _ sql: String) throws {
    var plan = try temporary.plan(sql).filter { !Self.merging.contains($0) }
    let shelves = list.shelves.numbers.count
    if list.sort == .title {
      #expect(plan.filter { $0 == Self.sortingAlike }.count == shelves, "\(list): \(plan)")
      plan.removeAll { $0 == Self.sortingAlike }
    }
    let tasks = "SEARCH task USING INDEX " + Self.index(list)
    #expect(plan.filter { $0 == tasks }.count == shelves, "\(list): \(plan)")
    let thread = "SEARCH thread USING INTEGER PRIMARY KEY (rowid=?)"
    #expect(plan.allSatisfy { $0 == tasks || $0.hasPrefix(thread) }, "\(list): \(plan)")
  }

  @Test func `every list scans no table and sorts no list, whatever is asked for`() throws {
    // Shelves: 3 filters, of which incomplete ones have no archived ones, with deleted ones or not.
    #expect(TaskSQL.lists.count == 10 * 3 * 2)
    for (list, sql) in TaskSQL.lists { try check(list, sql) }
  }

  @Test func `query 1, all tasks of a user, sorted`() throws {
    for sort in TaskSort.allCases {
      let list = ListedTasks(.init(sort: sort))
      #expect(list.shelves.numbers == [0, 1])
      try check(list, TaskSQL.list(list))
    }
  }

  @Test func `query 2, incomplete tasks`() throws {
    for sort in TaskSort.allCases {
      let list = ListedTasks(.init(completed: false, sort: sort))
      #expect(list.shelves.numbers == [0])
      try check(list, TaskSQL.list(list))
    }
  }

  @Test func `query 3, create: what the id names is looked up, nothing else`() throws {
    #expect(
      try temporary.plan(IdempotencySQL.made(.task)) == [
        "SEARCH task USING INTEGER PRIMARY KEY (rowid=?)"
      ])
    // Beside it the counter of the owner's row, for the number.
    let plan = try temporary.plan(TaskSQL.insert)
    #expect(
      plan.filter { !$0.hasPrefix("SCALAR SUBQUERY") }.allSatisfy {
        $0 == "SEARCH user USING INTEGER PRIMARY KEY (rowid=?)"
      }, "\(plan)")
  }

  @Test func `queries 4, 5 and 6, update, toggle and delete: found by id, written by row`() throws {
    let found = try temporary.plan(TaskSQL.one)
    #expect(found.first == "SEARCH task USING INDEX sqlite_autoindex_task_1 (user=? AND uuid=?)")
    #expect(found.allSatisfy { $0.hasPrefix("SEARCH") }, "\(found)")
    for sql in [TaskSQL.update, TaskSQL.delete] {
      let plan = try temporary.plan(sql)
      #expect(plan.first == "SEARCH task USING INTEGER PRIMARY KEY (rowid=?)", "\(plan)")
      #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
  }

  @Test func `query 7, counts by status, from the index alone`() throws {
    let plan = try temporary.plan(TaskSQL.counts)
    #expect(plan.count == 1, "\(plan)")
    #expect(plan.first?.contains("INDEX task_by_creation (user=? AND shelf<?)") == true, "\(plan)")
    // SQLite does not call it covering, for `shelf` is computed; still no column is read from the
    // table, whose cursor is the first.
    #expect(try columnReads(TaskSQL.counts).allSatisfy { $0 != 0 })
  }

  @Test func `archiving by age reads completed tasks only, in the order in which they were made`()
    throws
  {
    let plan = try temporary.plan(TaskSQL.done)
    #expect(
      plan == ["SEARCH task USING INDEX task_by_creation (user=? AND shelf=? AND rowid>?)"])
    #expect(
      try temporary.plan(TaskSQL.archive) == ["SEARCH task USING INTEGER PRIMARY KEY (rowid=?)"])
  }

  @Test func `a thread that is deleted for good finds its tasks`() throws {
    #expect(
      try temporary.plan("UPDATE task SET thread = NULL WHERE thread = ?1").first?
        .contains("INDEX task_by_thread (thread=?)") == true)
  }

  /// The cursors that columns are read from (sqlite.org/opcode.html).
  private func columnReads(_ sql: String) throws -> [Int] {
    try temporary.store.pool.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN \(sql)", arguments: [1])
        .filter { $0["opcode"] == "Column" }.map { $0["p1"] }
    }
  }
}
