import Testing
import Wire

@testable import Store

/// What a number, the beginning of an id or a title means.
struct NamedTests {
  let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
  }

  private func found(_ name: String, deleted: Bool = false) throws -> Found<Noun.Thread> {
    try temporary.mine.read {
      try $0.threads(named: TypedName(trusted: name), includeDeleted: deleted)
    }
  }

  @Test func `a number comes before an id, and an id before a title`() async throws {
    let cafe = try #require(ThreadID("cafe0000-7c1e-7d5a-9b0e-3f2a1c4d5e6f"))
    let first = try await temporary.thread("cafe", id: cafe)
    let second = try await temporary.thread("1")
    let third = try await temporary.thread("Cafe")
    #expect(try found("1").data.map(\.id) == [first.id])
    #expect(try found("1").by == .number)
    #expect(try found("CAFE").data.map(\.id) == [cafe])
    #expect(try found("cafe").by == .id)
    let year = try await temporary.thread("1984")
    #expect(try found("1984").data.map(\.id) == [year.id])
    #expect(try found("1984").by == .title)
    #expect(try found("5").data.isEmpty)
    _ = (second, third)
  }

  @Test func `a number that was mistyped begins no id`() async throws {
    let id = try #require(ThreadID("77777777-7c1e-4d5a-9b0e-3f2a1c4d5e6f"))
    try await temporary.thread(id: id)
    #expect(try found("7").data.isEmpty)
    #expect(try found("7777777").data.isEmpty)
    #expect(try found("77777777").data.map(\.id) == [id])
    #expect(try found("7777-7777").by == .id)
  }

  @Test(arguments: ["Wool", "wool", " WOOL ", "ŁÓDŹ", "łódź", "Über “uns”"])
  func `the case of a title does not matter, in any script`(name: String) async throws {
    let title = ["wool": "Wool", "łódź": "Łódź", "über “uns”": "über “UNS”"]
    let wanted = try await temporary.thread(title[name.lowercased().trimmingWhitespace()])
    try await temporary.thread("Yarn")
    let typed = try #require(TypedName(name))
    let found = try temporary.mine.read { try $0.threads(named: typed, includeDeleted: false) }
    #expect(found.data.map(\.id) == [wanted.id])
    #expect(found.by == .title)
  }

  @Test func `what is deleted is named where nothing else is`() async throws {
    let gone = try await temporary.thread("Wool")
    try await temporary.mine.write { try $0.deleteThread(gone.id, permanent: false) }
    #expect(try found("wool").data.map(\.id) == [gone.id])
    #expect(try found("1").data.first?.deletedAt != nil)
    let live = try await temporary.thread("Wool")
    #expect(try found("wool").data.map(\.id) == [live.id])
    #expect(try found("wool", deleted: true).data.map(\.id) == [live.id, gone.id])
  }

  @Test func `of many of one title the latest are told, and that there are more`() async throws {
    for _ in 0..<Limits.namedThings + 3 { try await temporary.thread("hello") }
    let found = try found("hello")
    #expect(found.data.count == Limits.namedThings)
    #expect(found.hasMore)
    #expect(found.data.first?.number == Limits.namedThings + 3)
  }

  @Test func `where nothing is named, titles that begin so, else those that hold it, are like it`()
    async throws
  {
    let needles = try await temporary.thread("Needles and YARN")
    #expect(try found("yarn").data.isEmpty)
    #expect(try found("yarn").similar?.map(\.id) == [needles.id])
    let yarn = try await temporary.thread("Yarn 🧶")
    let gone = try await temporary.thread("Yarn that is gone")
    try await temporary.mine.write { try $0.deleteThread(gone.id, permanent: false) }
    #expect(try found("yarn").similar?.map(\.id) == [yarn.id])
    #expect(try found("yarn", deleted: true).similar?.map(\.id) == [yarn.id, gone.id])
    #expect(try found("łódź").similar == [])
    #expect(try found("1").similar == nil)
    for _ in 0..<Limits.similarThings + 2 { try await temporary.thread("yarnish") }
    #expect(try found("yarn").similar?.count == Limits.similarThings)
    let whole = try await temporary.thread("yarn, too")
    for _ in 0..<Limits.similarThings + 2 { try await temporary.thread("yarnish") }
    #expect(try found("yarn").similar?.map(\.id).contains(whole.id) == true)
    try await temporary.task("Wind it")
    let task = try temporary.mine.read {
      try $0.tasks(named: TypedName(trusted: "wind"), includeDeleted: false)
    }
    #expect(task.similar?.map(\.title.text) == ["Wind it"])
    let context = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.createContext(.init(title: Title("Wind shop")), made: ids.next(), thread: ids.next())
        .context
    }
    let contexts = try temporary.mine.read {
      try $0.contexts(named: TypedName(trusted: "shop"), includeDeleted: false)
    }
    #expect(contexts.similar?.map(\.id) == [context.id])
  }

  @Test func `a zero is a number that nothing has, and the beginning of no id`() async throws {
    try await temporary.thread("Wool")
    for name in ["0", "00", "01"] {
      let found = try found(name, deleted: true)
      #expect(found.data.isEmpty && found.by == nil, "\(name)")
    }
  }

  @Test func `versions have numbers and ids, and share their thread's title`() async throws {
    let thread = try await temporary.thread("Wool")
    let version = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.forkThread(.init(threadId: thread.id), made: ids.next())
    }
    #expect(try found("wool").data.map(\.id) == [thread.id])
    #expect(try found("2").data.map(\.id) == [version.id])
    #expect(try found("\(version.id)").data.map(\.id) == [version.id])
  }

  @Test func `tasks and contexts are named as threads are`() async throws {
    let task = try await temporary.task("Wind the blue skein, slowly")
    try await temporary.task("Wind the blue skein, quickly")
    let context = try await temporary.mine.write { [ids = temporary.ids] in
      try $0.createContext(.init(title: Title("Yarn shop")), made: ids.next(), thread: ids.next())
        .context
    }
    try temporary.mine.read { rows in
      for name in ["1", "\(task.id)", "WIND the blue skein, slowly"] {
        let found = try rows.tasks(named: TypedName(trusted: name), includeDeleted: false)
        #expect(found.data.map(\.id) == [task.id], "\(name)")
      }
      for name in ["1", "\(context.id)", "yarn SHOP"] {
        let found = try rows.contexts(named: TypedName(trusted: name), includeDeleted: false)
        #expect(found.data.map(\.id) == [context.id], "\(name)")
      }
      let byNumber = (
        try rows.contextID(.number(PositiveCount(trusted: 1))),
        try rows.task(.number(PositiveCount(trusted: 1))).id
      )
      #expect(byNumber.0 == context.id)
      #expect(byNumber.1 == task.id)
    }
    #expect(context.title?.text == "Yarn shop")
  }

  @Test func `another's names nothing`() async throws {
    try await temporary.thread("Wool")
    let other = try temporary.stranger()
    try other.read { rows in
      for name in ["1", "wool", "0"] {
        let found = try rows.threads(named: TypedName(trusted: name), includeDeleted: true)
        #expect(found.data.isEmpty)
      }
    }
  }

  private static let plans: [(sql: String, index: String)] = [
    (ThreadSQL.names.byNumber, "thread_by_number (user=? AND number=?)"),
    (ThreadSQL.names.byID, "sqlite_autoindex_thread_1 (user=? AND uuid>? AND uuid<?)"),
    (ThreadSQL.names.byTitle, "thread_by_title (user=? AND title=?)"),
    (TaskSQL.names.byNumber, "task_by_number (user=? AND number=?)"),
    (TaskSQL.names.byTitle, "task_by_title (user=? AND shelf=? AND title_head=?)"),
    (ContextSQL.names.byNumber, "context_by_number (user=? AND number=?)"),
    (ContextSQL.names.byTitle, "thread_by_title (user=? AND title=?)"),
    (ActionSQL.numbered, "action_by_number (context=? AND number=?)"),
    (PreviewSQL.numbered, "preview_by_number (context=? AND number=?)"),
    (
      ThreadSQL.list(ListedThreads(.init(copiesOf: IDSource().next()))),
      "thread_by_original (copy_of=? AND (touched,updated_at)<(?,?))"
    ),
    (VersionSQL.titled, "thread_by_title (user=? AND title=?)"),
  ]

  @Test(arguments: plans.indices)
  func `a name is found in an index, however many there are`(index: Int) throws {
    let plan = try temporary.plan(Self.plans[index].sql)
    #expect(plan.contains { $0.contains(Self.plans[index].index) }, "\(plan)")
  }
}
