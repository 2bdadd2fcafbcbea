import JSON
package import Wire

extension Rows {
  /// Finds also a soft-deleted one.
  package func context(_ id: ContextID) throws -> Noun.Context {
    try keptContext(id).value
  }

  package func contextID(_ which: Which<Noun.Context>) throws -> ContextID {
    switch which {
    case .id(let id): return id
    case .number(let number):
      let found = try db.first(
        ContextSQL.names.byNumber, whose, .int(number.number), read: Kept<Noun.Context>.init)
      guard let found else { throw Fault.notFound(.context) }
      return found.value.id
    }
  }

  /// The active context that was touched last.
  package func activeContext() throws -> Noun.Context? {
    try db.first(ContextSQL.active, whose) { try Noun.Context(&$0) }
  }

  /// In order of the last change, newest first, by the change counter.
  package func contexts(
    status: ContextStatus?, limit: PageLimit, cursor: Cursor?, includeDeleted: Bool
  ) throws -> Page<Noun.Context> {
    let list = "context/list \(status?.rawValue ?? "") \(includeDeleted ? "all" : "live")"
    let before = try cursor?.key(of: list, count: 1)[0] ?? .max
    var page = PageBuilder<Noun.Context>(limit)
    try db.each(
      ContextSQL.list(withStatus: status != nil, includeDeleted: includeDeleted),
      [whose, .integer(before), page.wanted] + [status.map { .text($0.rawValue) }].compactMap { $0 }
    ) { columns in
      let context = try Noun.Context(&columns)
      let touched = columns.int64()
      return page.add(context, key: [touched], textBytes: context.textBytes)
    }
    return page.page(of: list)
  }

  func keptContext(_ id: ContextID) throws -> Kept<Noun.Context> {
    guard let context = try contextIfPresent(id) else { throw Fault.notFound(.context) }
    return context
  }

  /// A context that is not deleted: what belongs to a deleted one cannot be changed. `thing` is what
  /// is not found otherwise.
  func keptLiveContext(
    _ id: ContextID, of thing: Entity = .context
  ) throws -> Kept<Noun.Context> {
    let context = try keptContext(id)
    guard context.value.deletedAt == nil else { throw Fault.notFound(thing) }
    return context
  }

  func contextIfPresent(_ id: ContextID) throws -> Kept<Noun.Context>? {
    try db.first(ContextSQL.one, whose, .id(id), read: Kept<Noun.Context>.init)
  }
}

/// The statements that read contexts; each is always the same text, so that the statement cache
/// finds it.
enum ContextSQL {
  private static let select = """
    SELECT context.uuid, context.number, thread.title, thread.uuid, context.status, context.flow,
      context.config, context.metadata, context.created_at, context.updated_at,
      context.deleted_at, context.touched, context.id
    FROM context
    JOIN thread ON thread.id = context.thread
    """

  static let one = """
    \(select)
    WHERE context.user = ?1 AND context.uuid = ?2
    """

  /// In order of creation.
  static let whole = """
    \(select)
    WHERE context.user = ?1
    ORDER BY context.id
    """

  static let names = NameSQL(
    byNumber: """
      \(select)
      WHERE context.user = ?1 AND context.number = ?2
      """,
    byID: """
      \(select)
      WHERE context.user = ?1 AND context.uuid BETWEEN ?2 AND ?3
      ORDER BY context.deleted_at IS NOT NULL, context.touched DESC
      LIMIT \(NameSQL.limit)
      """,
    byTitle: """
      \(select)
      WHERE context.user = ?1 AND thread.user = ?1 AND thread.title = ?2 COLLATE NOCASE
        AND thread.title IS NOT NULL AND thread.copy_of IS NULL
      ORDER BY context.deleted_at IS NOT NULL, context.touched DESC
      LIMIT \(NameSQL.limit)
      """,
    titles: """
      SELECT context.uuid, thread.title
      FROM context
      JOIN thread ON thread.id = context.thread
      WHERE context.user = ?1 AND thread.title IS NOT NULL
      ORDER BY context.deleted_at IS NOT NULL, context.touched DESC
      """,
    one: one)

  static let active = """
    \(select)
    WHERE context.user = ?1 AND context.status = 'active' AND context.deleted_at IS NULL
    ORDER BY context.touched DESC
    LIMIT 1
    """

  /// The parameter after the page's bounds is the status, where it is given.
  static func list(withStatus: Bool, includeDeleted: Bool) -> String {
    switch (withStatus, includeDeleted) {
    case (false, false): live
    case (false, true): all
    case (true, false): liveOfStatus
    case (true, true): ofStatus
    }
  }

  private static let live = list("context.deleted_at IS NULL")
  private static let all = list("1")
  private static let liveOfStatus = list("context.status = ?4 AND context.deleted_at IS NULL")
  private static let ofStatus = list("context.status = ?4")

  private static func list(_ condition: String) -> String {
    """
    \(select)
    WHERE context.user = ?1 AND \(condition) AND context.touched < ?2
    ORDER BY context.touched DESC
    LIMIT ?3
    """
  }
}

extension Kept<Noun.Context> {
  init(_ columns: inout Columns) throws {
    let context = try Noun.Context(&columns)
    _ = columns.int64()
    self.init(row: columns.int64(), value: context)
  }
}

extension Noun.Context {
  fileprivate init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), number: columns.int(), title: columns.ruledIfPresent(),
      threadId: columns.id(),
      // The schema allows the same values only.
      status: ContextStatus(rawValue: columns.text()) ?? .completed,
      flow: try columns.jsonIfPresent(Flow.self) ?? Flow(),
      config: try columns.jsonIfPresent(ContextConfig.self) ?? ContextConfig(),
      metadata: try columns.objectIfPresent(), createdAt: columns.time(), updatedAt: columns.time(),
      deletedAt: columns.timeIfPresent())
  }

  var textBytes: Int {
    let labels = config.tooling.labels + config.features.labels
    return labels.reduce(1024) { $0 + $1.text.utf8.count + 3 }
      + config.customizations.text.utf8.count + (metadata?.text.utf8.count ?? 0)
  }
}
