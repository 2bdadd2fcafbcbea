import Testing
import Wire

@testable import Store

struct TasksTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private var mine: OwnedStore { temporary.mine }

  private func list(_ params: TaskList.Params = .init()) throws -> Page<Noun.Task> {
    try mine.read { try $0.tasks(params) }
  }

  private func titles(_ params: TaskList.Params = .init()) throws -> [String] {
    try list(params).data.map(\.title.text)
  }

  /// Every title, `limit` at a time; `between` runs after each page.
  private func walk(
    _ params: TaskList.Params, limit: Int, between: () async throws -> Void = {}
  ) async throws -> [String] {
    var params = params
    params.limit = PageLimit(limit)
    var seen: [String] = []
    repeat {
      let page = try list(params)
      seen += page.data.map(\.title.text)
      params.cursor = page.nextCursor
      try await between()
    } while params.cursor != nil
    return seen
  }

  /// One task on each shelf, named after it.
  private func oneOfEach() async throws {
    for name in ["open", "done", "archived"] {
      for deleted in [false, true] {
        let task = try await temporary.task(deleted ? "\(name) deleted" : name)
        if name != "open" { try await temporary.complete(task.id) }
        if name == "archived" { try await temporary.archive(task.id) }
        if deleted { try await mine.write { try $0.deleteTask(task.id, permanent: false) } }
      }
    }
  }

  @Test func `a task reads back as it was made`() async throws {
    let thread = try await temporary.thread()
    let made = try await temporary.task("Wind it", description: "Blue.", on: thread.id)
    #expect(try mine.read { try $0.task(made.id) } == made)
    #expect(made.title.text == "Wind it")
    #expect(made.description?.text == "Blue.")
    #expect(made.threadId == thread.id)
    #expect(!made.completed)
  }

  @Test func `an id of nobody's is not found`() async throws {
    let id = temporary.ids.next(Noun.Task.self)
    #expect(throws: Fault.notFound(.task)) { try mine.read { try $0.task(id) } }
  }

  @Test func `a deleted task is shown by get and is in no list`() async throws {
    let task = try await temporary.task("Wind it")
    try await mine.write { try $0.deleteTask(task.id, permanent: false) }
    #expect(try mine.read { try $0.task(task.id) }.deletedAt != nil)
    #expect(try titles().isEmpty)
    #expect(try titles(.init(includeDeleted: true)) == ["Wind it"])
  }

  @Test func `the newest is first, by insertion, by change or by title`() async throws {
    let pear = try await temporary.task("pear")
    try await temporary.task("Apple")
    try await temporary.task("banana")
    try await temporary.complete(pear.id)
    #expect(try titles() == ["banana", "Apple", "pear"])
    #expect(try titles(.init(order: .ascending)) == ["pear", "Apple", "banana"])
    #expect(try titles(.init(sort: .updatedAt)) == ["pear", "banana", "Apple"])
    #expect(
      try titles(.init(sort: .updatedAt, order: .ascending)) == ["Apple", "banana", "pear"])
    #expect(try titles(.init(sort: .title)) == ["Apple", "banana", "pear"])
    #expect(try titles(.init(sort: .title, order: .descending)) == ["pear", "banana", "Apple"])
  }

  @Test func `titles that begin alike are in order, and equal ones in that of insertion`()
    async throws
  {
    let long = "A beginning that is longer than what the index keeps "
    let words = ["z", "a", "M", "m", "z", "é", "🧶", "毛"]
    var made: [(title: String, id: TaskID)] = []
    for word in words { made.append((long + word, try await temporary.task(long + word).id)) }
    made.append(("A", try await temporary.task("A").id))
    made.append(("\u{10FFFF}x", try await temporary.task("\u{10FFFF}x").id))
    let order =
      ["A"] + ["a", "M", "m", "z", "z", "é", "毛", "🧶"].map { long + $0 } + ["\u{10FFFF}x"]
    #expect(try titles(.init(sort: .title)) == order)
    #expect(try titles(.init(sort: .title, order: .descending)) == order.reversed())
    for limit in 1...4 {
      #expect(try await walk(.init(sort: .title), limit: limit) == order)
      #expect(
        try await walk(.init(sort: .title, order: .descending), limit: limit) == order.reversed())
    }
    let equal = try list(.init(sort: .title)).data.filter { $0.title.text == long + "z" }.map(\.id)
    #expect(equal == made.filter { $0.title == long + "z" }.map(\.id))
  }

  @Test func `each filter lists what it says`() async throws {
    try await oneOfEach()
    func names(_ completed: Bool?, deleted: Bool = false, archived: Bool = false) throws -> [String]
    {
      try titles(
        .init(
          completed: completed, order: .ascending, includeDeleted: deleted,
          includeArchived: archived))
    }
    #expect(try names(nil) == ["open", "done"])
    #expect(try names(false) == ["open"])
    #expect(try names(true) == ["done"])
    #expect(try names(nil, archived: true) == ["open", "done", "archived"])
    #expect(try names(false, archived: true) == ["open"])
    #expect(try names(true, archived: true) == ["done", "archived"])
    #expect(try names(nil, deleted: true) == ["open", "open deleted", "done", "done deleted"])
    #expect(try names(false, deleted: true) == ["open", "open deleted"])
    #expect(try names(true, deleted: true) == ["done", "done deleted"])
    #expect(
      try names(nil, deleted: true, archived: true) == [
        "open", "open deleted", "done", "done deleted", "archived", "archived deleted",
      ])
  }

  @Test(arguments: TaskSort.allCases, [SortOrder.ascending, .descending])
  func `tasks not touched while paging appear exactly once`(_ sort: TaskSort, _ order: SortOrder)
    async throws
  {
    var made: [TaskID] = []
    for number in 10...34 {
      made.append(try await temporary.task("Task \(number)").id)
      if number.isMultiple(of: 3) { try await temporary.complete(made[number - 10]) }
    }
    let untouched = Set((11...33).map { "Task \($0)" })
    let params = TaskList.Params(sort: sort, order: order)
    let expected = try titles(params).filter(untouched.contains)
    let (first, last) = (made[0], made[24])
    let seen = try await walk(params, limit: 4) {
      // One comes, one changes, one goes, while the reader is between pages.
      try await temporary.task("Zebra")
      _ = try await mine.write { try $0.toggleTask(last) }
      _ = await kind { try await mine.write { try $0.deleteTask(first, permanent: true) } }
    }
    #expect(seen.filter(untouched.contains) == expected)
    #expect(expected.count == 23)
  }

  @Test func `a cursor of another filter, key or order is refused`() async throws {
    for number in 1...3 { try await temporary.task("\(number)") }
    let one = PageLimit(1)
    let cursor = try list(.init(limit: one)).nextCursor
    let others: [TaskList.Params] = [
      .init(completed: false, limit: one, cursor: cursor),
      .init(sort: .updatedAt, limit: one, cursor: cursor),
      .init(sort: .title, limit: one, cursor: cursor),
      .init(order: .ascending, limit: one, cursor: cursor),
      .init(limit: one, cursor: cursor, includeDeleted: true),
      .init(limit: one, cursor: cursor, includeArchived: true),
    ]
    for params in others {
      #expect(await kind { _ = try list(params) } == .invalidParams, "\(params)")
    }
    #expect(try titles(.init(limit: one, cursor: cursor)) == ["2"])
  }

  @Test func `a cursor whose title was changed to none is refused`() async throws {
    let name = ListedTasks(.init(sort: .title)).name
    for words in ["", "a\u{0}b", String(repeating: "x", count: 201)] {
      let forged = Cursor(list: name, key: [1], words: words)
      let found = await kind { _ = try list(.init(sort: .title, cursor: forged)) }
      #expect(found == .invalidParams, "\(words)")
    }
  }

  @Test func `counts hold archived tasks and no deleted ones`() async throws {
    #expect(
      try mine.read { try $0.taskCounts() } == .init(incomplete: 0, done: 0, archived: 0))
    try await oneOfEach()
    try await temporary.task("another")
    let counts = try mine.read { try $0.taskCounts() }
    #expect(counts == .init(incomplete: 2, done: 1, archived: 1))
    #expect(counts.total == 4)
    #expect(counts.completed == 2)
  }

  @Test func `a page ends early at four mebibytes`() async throws {
    let text = String(repeating: "x", count: Limits.descriptionBytes)
    for _ in 1...70 { try await temporary.task("Long", description: text) }
    let params = TaskList.Params(limit: PageLimit(200))
    let page = try list(params)
    #expect(page.data.count == 63)
    #expect(try list(.init(limit: PageLimit(200), cursor: page.nextCursor)).data.count == 7)
  }
}
