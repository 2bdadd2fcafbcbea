package import Wire

extension Rows {
  /// Finds also a soft-deleted one.
  package func thread(_ id: ThreadID) throws -> Noun.Thread {
    try keptThread(id).value
  }

  package func liveThread(_ id: ThreadID) throws -> Noun.Thread {
    try keptLiveThread(id).value
  }

  /// `invalidState` for a context's thread, which is deleted only with its context.
  package func refuseToDeleteOwned(_ id: ThreadID) throws {
    if let context = try threadIfPresent(id)?.value.contextId {
      throw Fault.ownedThread(of: context, to: "deleted")
    }
  }

  /// The thread with this number, also a soft-deleted one.
  package func thread(_ which: Which<Noun.Thread>) throws -> Noun.Thread {
    switch which {
    case .id(let id): return try thread(id)
    case .number(let number):
      let found = try db.first(
        ThreadSQL.names.byNumber, whose, .int(number.number), read: Kept<Noun.Thread>.init)
      guard let found else { throw Fault.notFound(.thread) }
      return found.value
    }
  }

  /// Newest activity first, by the change counter; threads that were last continued in another
  /// program, by their time.
  package func threads(_ params: ThreadList.Params) throws -> Page<Noun.Thread> {
    let list = ListedThreads(params)
    let versionsOf = try params.copiesOf.map { id in
      try original(of: list.hasDeleted ? keptThread(id) : keptLiveThread(id))
    }
    let before = try params.cursor?.key(of: list.name, count: 3) ?? [.max, .max, .max]
    var page = PageBuilder<Noun.Thread>(params.limit ?? .standard)
    try db.each(
      ThreadSQL.list(list),
      [whose] + before.map { .integer($0) } + [page.wanted]
        + [versionsOf.map { .integer($0) }].compactMap { $0 }
    ) { columns in
      let thread = try Noun.Thread(&columns)
      let key = [columns.int64(), thread.updatedAt.milliseconds, columns.int64()]
      return page.add(thread, key: key, textBytes: thread.textBytes)
    }
    return page.page(of: list.name)
  }

  /// The place in the lists of a thread that was last continued in another program, at `moment`:
  /// the `touched` of the newest thread that is not newer, or 0 where all are newer.
  ///
  /// A binary search, because the threads' times follow their `touched`; where they do not, for
  /// instance after the clock was set back, the result is a place nearby.
  func placeInLists(at moment: Timestamp) throws -> Int64 {
    var (place, low, high) = (Int64(0), Int64(1), Int64.max - 1)
    var middle = high
    while low <= high {
      let found = try db.first(ThreadSQL.oldestAtPlace, whose, .integer(middle)) {
        (touched: $0.int64(), at: $0.time())
      }
      if let found, found.touched >= low, found.at.milliseconds > moment.milliseconds {
        high = found.touched - 1
      } else {
        if let found { place = max(place, found.touched) }
        low = middle + 1
      }
      middle = low + (high - low) / 2
    }
    return place
  }

  func keptThread(_ id: ThreadID) throws -> Kept<Noun.Thread> {
    guard let thread = try threadIfPresent(id) else { throw Fault.notFound(.thread) }
    return thread
  }

  func keptLiveThread(_ id: ThreadID) throws -> Kept<Noun.Thread> {
    let thread = try keptThread(id)
    guard thread.value.deletedAt == nil else { throw Fault.notFound(.thread) }
    return thread
  }

  func threadIfPresent(_ id: ThreadID) throws -> Kept<Noun.Thread>? {
    try db.first(ThreadSQL.one, whose, .id(id), read: Kept<Noun.Thread>.init)
  }
}

/// The request of `thread/list`, without the page.
struct ListedThreads: Hashable {
  /// How the list treats versions of other threads.
  enum Versions: Hashable {
    case left
    case listed
    /// Only the versions of one thread.
    case alone(ThreadID)
  }

  let versions: Versions
  let hasDeleted: Bool
  /// Whether threads with a purpose are listed beside conversations.
  let hasEdits: Bool

  init(_ params: ThreadList.Params) {
    versions =
      params.copiesOf.map { Versions.alone($0) }
      ?? (params.includeCopies == true ? .listed : .left)
    hasDeleted = params.includeDeleted ?? false
    // The versions of one thread are listed whatever it is for.
    hasEdits = params.copiesOf != nil || params.includeEdits == true
  }

  /// Binds a cursor to this list.
  var name: String {
    let kept = hasDeleted ? "all" : "live"
    let edits = hasEdits ? " edits" : ""
    return switch versions {
    case .left: "thread/list \(kept)\(edits)"
    case .listed: "thread/list \(kept) copies\(edits)"
    case .alone(let thread): "thread/list \(kept) \(thread)"
    }
  }

  /// What a listed thread fulfils, in SQL. The parameter after the page's bounds is the row of the
  /// thread whose versions are listed, if there is one.
  fileprivate var conditions: [String] {
    let versions: String? =
      switch versions {
      case .left: "thread.copy_of IS NULL"
      case .listed: nil
      case .alone: "thread.copy_of = ?6"
      }
    return [
      "thread.user = ?1", versions, hasDeleted ? nil : "thread.deleted_at IS NULL",
      hasEdits ? nil : "thread.purpose IS NULL",
    ].compactMap(\.self)
  }
}

/// The statements that read threads; each is always the same text, so that the statement cache
/// finds it.
enum ThreadSQL {
  private static let select = """
    SELECT thread.uuid, thread.number, thread.title, thread.model, thread.system_prompt,
      thread.context_policy, thread.options, thread.purpose, context.uuid, parent.uuid,
      original.uuid, thread.message_count, thread.last_message_at, thread.created_at,
      thread.updated_at, thread.deleted_at, thread.touched, thread.id
    FROM thread
    LEFT JOIN thread AS parent ON parent.id = thread.parent
    LEFT JOIN thread AS original ON original.id = thread.copy_of
    LEFT JOIN context ON context.thread = thread.id
    """

  static let one = """
    \(select)
    WHERE thread.user = ?1 AND thread.uuid = ?2
    """

  /// Clears the model of a thread in which that model has never answered.
  static let dropModel = """
    UPDATE thread
    SET model = NULL
    WHERE user = ?1 AND id = ?2 AND NOT EXISTS (
      SELECT 1 FROM turn
      WHERE turn.user = ?1 AND turn.thread = ?2 AND turn.model = ?3 AND turn.status = 'completed'
    )
    """

  /// In order of creation.
  static let whole = """
    \(select)
    WHERE thread.user = ?1
    ORDER BY thread.id
    """

  static let names = NameSQL(
    byNumber: """
      \(select)
      WHERE thread.user = ?1 AND thread.number = ?2
      """,
    byID: """
      \(select)
      WHERE thread.user = ?1 AND thread.uuid BETWEEN ?2 AND ?3
      ORDER BY thread.deleted_at IS NOT NULL, thread.touched DESC, thread.updated_at DESC
      LIMIT \(NameSQL.limit)
      """,
    byTitle: """
      \(select)
      WHERE thread.user = ?1 AND thread.title = ?2 COLLATE NOCASE AND thread.title IS NOT NULL
        AND thread.copy_of IS NULL
      ORDER BY thread.deleted_at IS NOT NULL, thread.touched DESC, thread.updated_at DESC
      LIMIT \(NameSQL.limit)
      """,
    titles: """
      SELECT uuid, title
      FROM thread
      WHERE user = ?1 AND title IS NOT NULL AND copy_of IS NULL
      ORDER BY deleted_at IS NOT NULL, touched DESC, updated_at DESC
      """,
    one: one)

  /// Of the threads with the greatest `touched` up to a value, the time of the oldest one: it is
  /// the thread that the event belongs to.
  static let oldestAtPlace = """
    SELECT touched, updated_at
    FROM thread
    WHERE user = ?1
      AND touched = (SELECT max(touched) FROM thread WHERE user = ?1 AND touched <= ?2)
    ORDER BY updated_at
    LIMIT 1
    """

  static func list(_ list: ListedThreads) -> String {
    """
    \(select)
    WHERE \(list.conditions.joined(separator: " AND "))
      AND (thread.touched, thread.updated_at, thread.id) < (?2, ?3, ?4)
    ORDER BY thread.touched DESC, thread.updated_at DESC, thread.id DESC
    LIMIT ?5
    """
  }
}

extension Kept<Noun.Thread> {
  init(_ columns: inout Columns) throws {
    let thread = try Noun.Thread(&columns)
    _ = columns.int64()
    self.init(row: columns.int64(), value: thread)
  }
}

extension Noun.Thread {
  fileprivate init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), number: columns.int(), title: columns.ruledIfPresent(),
      model: columns.ruledIfPresent(), systemPrompt: columns.ruledIfPresent(),
      contextPolicy: columns.textIfPresent().flatMap(ContextPolicy.init),
      options: try columns.jsonIfPresent(TurnOptions.self),
      purpose: columns.textIfPresent().flatMap(ThreadPurpose.init),
      contextId: columns.idIfPresent(), parentThreadId: columns.idIfPresent(),
      copyOf: columns.idIfPresent(), messageCount: columns.int(),
      lastMessageAt: columns.timeIfPresent(), createdAt: columns.time(),
      updatedAt: columns.time(), deletedAt: columns.timeIfPresent())
  }

  /// The bytes that count for a page; members of fixed size are about half a kibibyte.
  fileprivate var textBytes: Int {
    let free = [options?.extra?.object.text, options?.responseFormat?.text]
    return 512 + (systemPrompt?.text.utf8.count ?? 0)
      + free.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
      + (options?.stop?.texts.reduce(0) { $0 + $1.utf8.count } ?? 0)
  }
}
