package import Wire

extension Rows {
  /// Also a soft-deleted one.
  package func thread(_ id: ThreadID) throws -> Noun.Thread {
    try keptThread(id).value
  }

  package func liveThread(_ id: ThreadID) throws -> Noun.Thread {
    try keptLiveThread(id).value
  }

  /// `invalidState` for a context's thread, which is deleted with its context alone.
  package func refuseToDeleteOwned(_ id: ThreadID) throws {
    if let context = try threadIfPresent(id)?.value.contextId {
      throw Fault.ownedThread(of: context, to: "deleted")
    }
  }

  /// Newest activity first, by the change counter.
  package func threads(
    limit: PageLimit, cursor: Cursor?, includeDeleted: Bool
  ) throws -> Page<Noun.Thread> {
    let list = includeDeleted ? "thread/list all" : "thread/list live"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Thread>(limit)
    try db.each(
      includeDeleted ? ThreadSQL.all : ThreadSQL.live, [whose, .integer(before), page.wanted]
    ) { columns in
      let thread = try Noun.Thread(&columns)
      let touched = columns.int64()
      return page.add(thread, key: [touched], textBytes: thread.textBytes)
    }
    return page.page(of: list)
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

/// The statements that read threads; composed once, so that the statement cache finds them.
enum ThreadSQL {
  private static let select = """
    SELECT thread.uuid, thread.title, thread.model, thread.system_prompt, thread.context_policy,
      thread.options, context.uuid, parent.uuid, thread.message_count, thread.last_message_at, thread.created_at,
      thread.updated_at, thread.deleted_at, thread.touched, thread.id
    FROM thread
    LEFT JOIN thread AS parent ON parent.id = thread.parent
    LEFT JOIN context ON context.thread = thread.id
    """

  static let one = """
    \(select)
    WHERE thread.user = ?1 AND thread.uuid = ?2
    """

  static let dropModel = """
    UPDATE thread
    SET model = NULL
    WHERE user = ?1 AND id = ?2
    """

  /// In the order in which they were made.
  static let whole = """
    \(select)
    WHERE thread.user = ?1
    ORDER BY thread.id
    """

  static let all = """
    \(select)
    WHERE thread.user = ?1 AND thread.touched < ?2
    ORDER BY thread.touched DESC
    LIMIT ?3
    """

  static let live = """
    \(select)
    WHERE thread.user = ?1 AND thread.deleted_at IS NULL AND thread.touched < ?2
    ORDER BY thread.touched DESC
    LIMIT ?3
    """
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
      id: columns.id(), title: columns.ruledIfPresent(), model: columns.ruledIfPresent(),
      systemPrompt: columns.ruledIfPresent(),
      contextPolicy: columns.textIfPresent().flatMap(ContextPolicy.init),
      options: try columns.jsonIfPresent(TurnOptions.self),
      contextId: columns.idIfPresent(), parentThreadId: columns.idIfPresent(),
      messageCount: columns.int(), lastMessageAt: columns.timeIfPresent(),
      createdAt: columns.time(), updatedAt: columns.time(), deletedAt: columns.timeIfPresent())
  }

  /// What a page counts; the members of fixed size are about half a kibibyte.
  fileprivate var textBytes: Int {
    let free = [options?.extra?.object.text, options?.responseFormat?.text]
    return 512 + (systemPrompt?.text.utf8.count ?? 0)
      + free.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
      + (options?.stop?.texts.reduce(0) { $0 + $1.utf8.count } ?? 0)
  }
}
