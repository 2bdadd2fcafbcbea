import JSON
package import Wire

extension Changes {
  package func createThread(
    _ params: ThreadCreate.Params, made id: ThreadID
  ) throws -> Noun.Thread {
    var body = params
    body.id = nil
    let made = try Fingerprint(ThreadCreate.name, body)
    if let asked = params.id, let known = try knownThread(asked, made: made) { return known }
    return try insertThread(
      NewThread(
        id: params.id ?? id, title: params.title, model: params.model,
        systemPrompt: params.systemPrompt, contextPolicy: params.contextPolicy,
        options: params.options?.ifAny, purpose: params.purpose, createdAt: now, updatedAt: now),
      made: made
    ).value
  }

  package func updateThread(_ params: ThreadUpdate.Params) throws -> Noun.Thread {
    var thread = try rows.keptLiveThread(params.threadId)
    if params.title == .keep, params.model == .keep, params.systemPrompt == .keep,
      params.contextPolicy == .keep, params.options == .keep, params.purpose == .keep
    {
      return thread.value
    }
    if case .set = params.title { try releaseVersion(&thread) }
    params.title.apply(to: &thread.value.title)
    params.model.apply(to: &thread.value.model)
    params.systemPrompt.apply(to: &thread.value.systemPrompt)
    params.contextPolicy.apply(to: &thread.value.contextPolicy)
    params.options.apply(to: &thread.value.options)
    thread.value.options = thread.value.options?.ifAny
    params.purpose.apply(to: &thread.value.purpose)
    try db.run(
      """
      UPDATE thread
      SET title = ?3, model = ?4, system_prompt = ?5, context_policy = ?6, options = ?7,
        purpose = ?8
      WHERE user = ?1 AND id = ?2
      """,
      rows.whose, .integer(thread.row), .ruled(thread.value.title), .ruled(thread.value.model),
      .ruled(thread.value.systemPrompt), .string(thread.value.contextPolicy?.rawValue),
      try .options(thread.value.options), .string(thread.value.purpose?.rawValue))
    return try touch(thread)
  }

  /// Soft unless permanent; a second soft delete changes nothing.
  package func deleteThread(_ id: ThreadID, permanent: Bool) throws {
    try rows.refuseToDeleteOwned(id)
    let thread = try rows.keptThread(id)
    if permanent {
      try db.run(
        """
        DELETE FROM thread
        WHERE user = ?1 AND id = ?2
        """, rows.whose, .integer(thread.row))
      try note(.thread, id, .deleted)
      aftermath.erases = true
    } else if thread.value.deletedAt == nil {
      try setDeleted(thread, at: now, as: .deleted)
    }
  }

  package func restoreThread(_ id: ThreadID) throws -> Noun.Thread {
    let thread = try rows.keptThread(id)
    guard thread.value.deletedAt != nil else { return thread.value }
    if let context = thread.value.contextId { throw Fault.ownedThread(of: context, to: "restored") }
    if let original = thread.value.copyOf, try rows.thread(original).deletedAt != nil {
      throw Fault.version(of: try rows.thread(original))
    }
    return try setDeleted(thread, at: nil, as: .restored)
  }

  /// Records that a thread or its contents changed: it moves to the front of the list, and so does
  /// the context that owns it.
  @discardableResult
  func touch(_ thread: Kept<Noun.Thread>) throws -> Noun.Thread {
    let number = try note(.thread, thread.value.id, .updated)
    try db.run(
      """
      UPDATE thread
      SET touched = ?3, updated_at = ?4
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(thread.row), .integer(number), .time(now))
    if let context = thread.value.contextId { try touch(try rows.keptContext(context)) }
    return try rows.thread(thread.value.id)
  }

  func knownThread(_ id: ThreadID, made: Fingerprint) throws -> Noun.Thread? {
    let thread = try rows.threadIfPresent(id)
    return try known(
      thread, as: .thread, isDeleted: thread?.value.deletedAt != nil, made: made.bytes)
  }

  @discardableResult
  private func setDeleted(
    _ thread: Kept<Noun.Thread>, at moment: Timestamp?, as change: EventChange
  ) throws -> Noun.Thread {
    let number = try note(.thread, thread.value.id, change)
    try db.run(
      """
      UPDATE thread
      SET deleted_at = ?3, touched = ?4, updated_at = ?5
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(thread.row), .time(moment), .integer(number), .time(now))
    return try rows.thread(thread.value.id)
  }
}

extension Fault {
  /// A version cannot be restored without its thread.
  fileprivate static func version(of thread: Noun.Thread) -> Fault {
    .invalidState(
      "That is a version of thread \(thread.number.map(String.init) ?? thread.id.description), "
        + "which is deleted: restore that thread, and its versions are restored with it.",
      from: "deleted", to: "restored")
  }

  /// A context's thread is deleted and restored with its context.
  static func ownedThread(of context: ContextID, to wanted: String) -> Fault {
    .invalidState(
      "That thread belongs to context \(context) and is \(wanted) only with it: use "
        + "context/\(wanted == "deleted" ? "delete" : "restore").",
      from: "owned", to: wanted)
  }
}
