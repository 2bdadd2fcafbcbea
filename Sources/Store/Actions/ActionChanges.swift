import JSON
package import Wire

extension Changes {
  package func createAction(
    _ params: ActionCreate.Params, made id: ActionID
  ) throws -> Noun.Action {
    let context = try rows.keptLiveContext(params.contextId)
    var body = params
    body.id = nil
    let made = try Fingerprint(ActionCreate.name, body)
    if let asked = params.id, let known = try knownAction(asked, made: made) { return known }
    let id = params.id ?? id
    try db.run(
      """
      INSERT INTO action (user, context, uuid, type, payload, status, made, created_at, updated_at,
        number)
      VALUES (?1, ?2, ?3, ?4, ?5, 'pending', ?6, ?7, ?7,
        (SELECT last_action_number + 1 FROM context WHERE id = ?2))
      """,
      rows.whose, .integer(context.row), .id(id), .text(params.type.rawValue),
      .json(params.payload), .bytes(made.bytes), .time(now))
    try note(.action, id, .created)
    try touch(context)
    return try rows.action(id)
  }

  /// Of several clients that request the same move, one gets the action and the others get
  /// `invalidState`: the same statement checks the status and changes it.
  package func updateAction(_ params: ActionUpdate.Params) throws -> Noun.Action {
    if params.result != nil, !params.status.isEnd {
      throw Fault.invalidParams(
        path: "result", expected: "none, unless status is completed or failed")
    }
    let action = try rows.keptAction(params.actionId)
    let context = try rows.keptLiveContext(action.value.contextId, of: .action)
    return try move(action, of: context, to: params.status, result: params.result)
  }

  /// Fails an action that a stopped daemon left running, also one of a soft-deleted context.
  func failUnfinishedAction(_ id: ActionID) throws {
    let action = try rows.keptAction(id)
    let context = try rows.keptContext(action.value.contextId)
    _ = try move(action, of: context, to: .failed, result: .daemonStopped)
  }

  private func move(
    _ action: Kept<Noun.Action>, of context: Kept<Noun.Context>, to status: ActionStatus,
    result: FreeObject?
  ) throws -> Noun.Action {
    let moved = try db.run(
      """
      UPDATE action
      SET status = ?3, result = ?4, updated_at = ?5,
        started_at = iif(?3 = 'running', ?5, started_at),
        ended_at = iif(?3 = 'running', NULL, ?5)
      WHERE user = ?1 AND id = ?2 AND (
        status = 'pending' AND ?3 IN ('running', 'failed')
        OR status = 'running' AND ?3 IN ('completed', 'failed')
      )
      """,
      rows.whose, .integer(action.row), .text(status.rawValue), .json(result), .time(now))
    let after = try rows.action(action.value.id)
    guard moved == 1 else { throw Fault.notMovable(after.status, to: status) }
    try note(.action, after.id, .updated)
    try touch(context)
    return after
  }

  private func knownAction(_ id: ActionID, made: Fingerprint) throws -> Noun.Action? {
    try known(rows.actionIfPresent(id), as: .action, made: made.bytes)
  }
}

extension FreeObject {
  /// The result of an action that ran when the daemon stopped; documented in skein-action(7).
  static let daemonStopped = FreeObject(
    trusted: RawJSON(trusting: #"{"error":"the daemon stopped while this action was running"}"#))
}

extension Fault {
  fileprivate static func notMovable(_ status: ActionStatus, to wanted: ActionStatus) -> Fault {
    .invalidState(
      status == wanted
        ? "The action is \(status.rawValue) already."
        : "The action is \(status.rawValue) and can't become \(wanted.rawValue).",
      from: status.rawValue, to: wanted.rawValue)
  }
}
