package import Wire

extension Rows {
  /// Finds also actions of a soft-deleted context.
  package func action(_ id: ActionID) throws -> Noun.Action {
    try keptAction(id).value
  }

  /// Finds also actions of a soft-deleted context.
  package func action(_ which: WhichWithin<Noun.Action>) throws -> Noun.Action {
    switch which {
    case .id(let id): return try action(id)
    case .number(let number, let context):
      let found = try db.first(
        ActionSQL.numbered, whose, .integer(try keptContext(context).row), .int(number.number)
      ) { try Noun.Action(&$0) }
      guard let found else { throw Fault.notFound(.action) }
      return found
    }
  }

  /// The actions of a context that is not deleted, in order of creation.
  package func actions(
    of id: ContextID, status: ActionStatus?, type: ActionType?, limit: PageLimit, cursor: Cursor?
  ) throws -> Page<Noun.Action> {
    let context = try keptLiveContext(id)
    let list = "action/list \(id) \(status?.rawValue ?? "") \(type?.rawValue ?? "")"
    let after = try cursor?.key(of: list, count: 1)[0] ?? 0
    var page = PageBuilder<Noun.Action>(limit)
    try db.each(
      ActionSQL.list(withStatus: status != nil, withType: type != nil),
      [whose, .integer(after), page.wanted, .integer(context.row)]
        + [status?.rawValue, type?.rawValue].compactMap { $0.map { .text($0) } }
    ) { columns in
      let action = try Noun.Action(&columns)
      return page.add(action, key: [columns.int64()], textBytes: action.textBytes)
    }
    return page.page(of: list)
  }

  /// The results of the ended actions of a context that is not deleted, in order of their creation.
  package func outcomes(
    of id: ContextID, limit: PageLimit, cursor: Cursor?
  ) throws -> Page<ActionOutcome> {
    let context = try keptLiveContext(id)
    let list = "action/results \(id)"
    let after = try cursor?.key(of: list, count: 1)[0] ?? 0
    var page = PageBuilder<ActionOutcome>(limit)
    try db.each(
      ActionSQL.ended, [whose, .integer(after), page.wanted, .integer(context.row)]
    ) { columns in
      let action = try Noun.Action(&columns)
      // The answer contains the result twice.
      let bytes = action.textBytes + (action.result?.text.utf8.count ?? 0)
      return page.add(ActionOutcome(action), key: [columns.int64()], textBytes: bytes)
    }
    return page.page(of: list)
  }

  func keptAction(_ id: ActionID) throws -> Kept<Noun.Action> {
    guard let action = try actionIfPresent(id) else { throw Fault.notFound(.action) }
    return action
  }

  func actionIfPresent(_ id: ActionID) throws -> Kept<Noun.Action>? {
    try db.first(ActionSQL.one, whose, .id(id)) { columns in
      let action = try Noun.Action(&columns)
      return Kept(row: columns.int64(), value: action)
    }
  }
}

/// The statements that read actions; each is always the same text, so that the statement cache
/// finds it.
enum ActionSQL {
  private static let select = """
    SELECT action.uuid, action.number, context.uuid, action.type, action.payload, action.status,
      action.result, action.created_at, action.updated_at, action.started_at, action.ended_at,
      action.id
    FROM action
    JOIN context ON context.id = action.context
    """

  static let one = """
    \(select)
    WHERE action.user = ?1 AND action.uuid = ?2
    """

  static let numbered = """
    \(select)
    WHERE action.context = ?2 AND action.number = ?3 AND +action.user = ?1
    """

  /// `+` makes the planner use the index by context.
  static let whole = """
    \(select)
    WHERE action.context = ?2 AND +action.user = ?1
    ORDER BY action.id
    """

  /// The running actions of all users, for housekeeping.
  static let running = """
    SELECT user, uuid
    FROM action
    WHERE status = 'running'
    """

  /// The parameters after the page's bounds and the context's row are the status and the type,
  /// where given.
  static func list(withStatus: Bool, withType: Bool) -> String {
    switch (withStatus, withType) {
    case (false, false): all
    case (true, false): ofStatus
    case (false, true): ofType
    case (true, true): ofStatusAndType
    }
  }

  static let ended = list("action.ended_at IS NOT NULL")

  private static let all = list("1")
  private static let ofStatus = list("action.status = ?5")
  private static let ofType = list("action.type = ?5")
  private static let ofStatusAndType = list("action.status = ?5 AND +action.type = ?6")

  private static func list(_ condition: String) -> String {
    """
    \(select)
    WHERE action.context = ?4 AND +action.user = ?1 AND \(condition) AND action.id > ?2
    ORDER BY action.id
    LIMIT ?3
    """
  }
}

extension Noun.Action {
  init(_ columns: inout Columns) throws {
    self.init(
      id: columns.id(), number: columns.int(), contextId: columns.id(),
      // The schema allows the same values only.
      type: ActionType(rawValue: columns.text()) ?? .modifyFiles,
      payload: try columns.objectIfPresent() ?? .empty,
      status: ActionStatus(rawValue: columns.text()) ?? .failed,
      result: try columns.objectIfPresent(), createdAt: columns.time(), updatedAt: columns.time(),
      startedAt: columns.timeIfPresent(), endedAt: columns.timeIfPresent())
  }

  var textBytes: Int {
    512 + payload.text.utf8.count + (result?.text.utf8.count ?? 0)
  }
}
