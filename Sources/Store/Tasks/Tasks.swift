package import Wire

extension Rows {
  /// Finds also a soft-deleted one.
  package func task(_ id: TaskID) throws -> Noun.Task {
    try keptTask(id).value
  }

  /// The task with this number, also a soft-deleted one.
  package func task(_ which: Which<Noun.Task>) throws -> Noun.Task {
    switch which {
    case .id(let id): return try task(id)
    case .number(let number):
      let found = try db.first(
        TaskSQL.names.byNumber, whose, .int(number.number), read: Kept<Noun.Task>.init)
      guard let found else { throw Fault.notFound(.task) }
      return found.value
    }
  }

  /// In the requested order, which never depends on a clock.
  package func tasks(_ params: TaskList.Params) throws -> Page<Noun.Task> {
    let list = ListedTasks(params)
    var page = PageBuilder<Noun.Task>(params.limit ?? .standard)
    let start = try list.start(after: params.cursor)
    try db.each(TaskSQL.list(list), [whose, page.wanted] + start) { columns in
      let task = Noun.Task(&columns)
      let row = columns.int64()
      let touched = columns.int64()
      return page.add(
        task, key: [list.sort == .updatedAt ? touched : row],
        words: list.sort == .title ? task.title.text : nil, textBytes: task.textBytes)
    }
    return page.page(of: list.name)
  }

  package func taskCounts() throws -> TaskCounts.Result {
    var counts = [0, 0, 0]
    try db.each(TaskSQL.counts, [whose]) { columns in
      let shelf = columns.int()
      counts[shelf] = columns.int()
      return true
    }
    return TaskCounts.Result(incomplete: counts[0], done: counts[1], archived: counts[2])
  }

  func keptTask(_ id: TaskID) throws -> Kept<Noun.Task> {
    guard let task = try taskIfPresent(id) else { throw Fault.notFound(.task) }
    return task
  }

  func keptLiveTask(_ id: TaskID) throws -> Kept<Noun.Task> {
    let task = try keptTask(id)
    guard task.value.deletedAt == nil else { throw Fault.notFound(.task) }
    return task
  }

  func taskIfPresent(_ id: TaskID) throws -> Kept<Noun.Task>? {
    try db.first(TaskSQL.one, whose, .id(id), read: Kept<Noun.Task>.init)
  }
}

/// The request of `task/list`, without the page.
struct ListedTasks: Hashable {
  let shelves: TaskShelves
  let sort: TaskSort
  let order: SortOrder

  init(shelves: TaskShelves, sort: TaskSort, order: SortOrder) {
    self.shelves = shelves
    self.sort = sort
    self.order = order
  }

  init(_ params: TaskList.Params) {
    let sort = params.sort ?? .createdAt
    self.init(
      shelves: TaskShelves(
        completed: params.completed, archived: params.includeArchived ?? false,
        deleted: params.includeDeleted ?? false),
      sort: sort, order: params.order ?? (sort == .title ? .ascending : .descending))
  }

  /// Binds a cursor to this list.
  var name: String { "task/list \(shelves.rawValue) \(sort.rawValue) \(order.rawValue)" }

  /// The key after which a page begins; without a cursor, one before the first entry.
  func start(after cursor: Cursor?) throws -> [Bound] {
    switch (sort, order) {
    case (.title, _): try startByTitle(after: cursor)
    case (_, .ascending): [.integer(try cursor?.key(of: name, count: 1)[0] ?? .min)]
    case (_, .descending): [.integer(try cursor?.key(of: name, count: 1)[0] ?? .max)]
    }
  }

  private func startByTitle(after cursor: Cursor?) throws -> [Bound] {
    guard let cursor else {
      // A control character sorts before every title, and bytes that are not text sort after every
      // title.
      return order == .ascending ? [.text("\u{1}"), .integer(0)] : [.bytes([0xFF]), .integer(0)]
    }
    let (key, words) = try cursor.keyAndWords(of: name, count: 1)
    guard let title = TaskTitle(words) else {
      throw Fault.invalidParams(path: "cursor", expected: "a nextCursor as it was given")
    }
    return [.text(title.text), .integer(key[0])]
  }
}

/// The values of the column `shelf`, as a set.
struct TaskShelves: OptionSet, Hashable {
  let rawValue: Int

  static let incomplete = TaskShelves(rawValue: 1 << 0)
  static let done = TaskShelves(rawValue: 1 << 1)
  static let archived = TaskShelves(rawValue: 1 << 2)
  /// The distance between a shelf and the shelf of its deleted tasks.
  private static let deletedOffset = 3

  /// `completed` is the filter; `nil` means both.
  init(completed: Bool?, archived: Bool, deleted: Bool) {
    var shelves: TaskShelves = completed == true ? [] : .incomplete
    if completed != false { shelves.insert(archived ? [.done, .archived] : .done) }
    if deleted { shelves.formUnion(Self(rawValue: shelves.rawValue << Self.deletedOffset)) }
    self = shelves
  }

  init(rawValue: Int) {
    self.rawValue = rawValue
  }

  var numbers: [Int] { (0..<6).filter { rawValue & 1 << $0 != 0 } }
}

extension Kept<Noun.Task> {
  init(_ columns: inout Columns) {
    let task = Noun.Task(&columns)
    self.init(row: columns.int64(), value: task)
  }
}

extension Noun.Task {
  fileprivate init(_ columns: inout Columns) {
    self.init(
      id: columns.id(), number: columns.int(), title: TaskTitle(trusted: columns.text()),
      description: columns.ruledIfPresent(), completedAt: columns.timeIfPresent(),
      threadId: columns.idIfPresent(), createdAt: columns.time(), updatedAt: columns.time(),
      archivedAt: columns.timeIfPresent(), deletedAt: columns.timeIfPresent())
  }

  /// The bytes that count for a page; members of fixed size are about half a kibibyte.
  fileprivate var textBytes: Int {
    512 + title.text.utf8.count + (description?.text.utf8.count ?? 0)
  }
}
