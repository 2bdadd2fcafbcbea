import JSON
package import Wire

extension Changes {
  /// Creates a context and its thread, both or neither.
  package func createContext(
    _ params: ContextCreate.Params, made id: ContextID, thread threadID: ThreadID
  ) throws -> (context: Noun.Context, thread: Noun.Thread) {
    let (flow, config) = (Flow(params.flow), ContextConfig(params.config))
    let status = params.status ?? .setup
    var body = params
    body.id = nil
    (body.status, body.flow, body.config) = (status, NewFlow(flow), NewContextConfig(config))
    let made = try Fingerprint(ContextCreate.name, body)
    if let asked = params.id, let known = try knownContext(asked, made: made) {
      return (known, try rows.thread(known.threadId))
    }
    let thread = try insertThread(
      NewThread(id: threadID, title: params.title, createdAt: now, updatedAt: now), made: made)
    let number = try note(.context, params.id ?? id, .created)
    try db.run(
      """
      INSERT INTO context (user, uuid, thread, status, flow, config, metadata, touched, made,
        created_at, updated_at, number)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10,
        (SELECT last_context_number + 1 FROM user WHERE id = ?1))
      """,
      rows.whose, .id(params.id ?? id), .integer(thread.row), .text(status.rawValue),
      .text(try RawJSON(encoding: flow).text), .text(try RawJSON(encoding: config).text),
      .json(params.metadata), .integer(number), .bytes(made.bytes), .time(now))
    return (try rows.context(params.id ?? id), try rows.thread(threadID))
  }

  package func updateContext(_ params: ContextUpdate.Params) throws -> Noun.Context {
    var context = try rows.keptLiveContext(params.contextId)
    if params.status == .keep, params.flow == .keep, params.config == .keep,
      params.metadata == .keep
    {
      return context.value
    }
    params.status.apply(to: &context.value.status)
    switch params.flow {
    case .keep: break
    case .clear: context.value.flow = Flow()
    case .set(let flow): context.value.flow = Flow(flow)
    }
    switch params.config {
    case .keep: break
    case .clear: context.value.config = ContextConfig()
    case .set(let config): context.value.config = ContextConfig(config)
    }
    params.metadata.apply(to: &context.value.metadata)
    try db.run(
      """
      UPDATE context
      SET status = ?3, flow = ?4, config = ?5, metadata = ?6
      WHERE user = ?1 AND id = ?2
      """,
      rows.whose, .integer(context.row), .text(context.value.status.rawValue),
      .text(try RawJSON(encoding: context.value.flow).text),
      .text(try RawJSON(encoding: context.value.config).text), .json(context.value.metadata))
    try touch(context)
    return try rows.context(params.contextId)
  }

  /// Soft unless permanent; a second soft delete changes nothing. Its thread is deleted with it,
  /// without an event of its own.
  package func deleteContext(_ id: ContextID, permanent: Bool) throws {
    let context = try rows.keptContext(id)
    if permanent {
      let thread = try rows.keptThread(context.value.threadId)
      try db.run(
        """
        DELETE FROM context
        WHERE user = ?1 AND id = ?2
        """, rows.whose, .integer(context.row))
      try db.run(
        """
        DELETE FROM thread
        WHERE user = ?1 AND id = ?2
        """, rows.whose, .integer(thread.row))
      try note(.context, id, .deleted)
      aftermath.erases = true
    } else if context.value.deletedAt == nil {
      try setDeleted(context, at: now, as: .deleted)
    }
  }

  package func restoreContext(_ id: ContextID) throws -> Noun.Context {
    let context = try rows.keptContext(id)
    guard context.value.deletedAt != nil else { return context.value }
    try setDeleted(context, at: nil, as: .restored)
    return try rows.context(id)
  }

  /// Records that a context, its thread, an action or a preview of it changed.
  func touch(_ context: Kept<Noun.Context>) throws {
    let number = try note(.context, context.value.id, .updated)
    try db.run(
      """
      UPDATE context
      SET touched = ?3, updated_at = ?4
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(context.row), .integer(number), .time(now))
  }

  private func knownContext(_ id: ContextID, made: Fingerprint) throws -> Noun.Context? {
    let context = try rows.contextIfPresent(id)
    return try known(
      context, as: .context, isDeleted: context?.value.deletedAt != nil, made: made.bytes)
  }

  /// A trigger of the schema sets the same for its thread.
  private func setDeleted(
    _ context: Kept<Noun.Context>, at moment: Timestamp?, as change: EventChange
  ) throws {
    let number = try note(.context, context.value.id, change)
    try db.run(
      """
      UPDATE context
      SET deleted_at = ?3, touched = ?4, updated_at = ?5
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(context.row), .time(moment), .integer(number), .time(now))
  }
}
