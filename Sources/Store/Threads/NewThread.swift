import Wire

/// A thread to be written; it gets its number then.
struct NewThread {
  var id: ThreadID
  var title: Title?
  var model: ModelName?
  var systemPrompt: SystemPrompt?
  var contextPolicy: ContextPolicy?
  var options: TurnOptions?
  var purpose: ThreadPurpose?
  /// The row of the thread that it was forked from.
  var parent: Int64?
  /// The row of the thread that it is a version of.
  var original: Int64?
  var createdAt: Timestamp
  var updatedAt: Timestamp
  /// Whether it was last continued in another program, at `updatedAt`: it is listed at that time,
  /// not at the front.
  var isFromElsewhere = false
}

extension Changes {
  func insertThread(_ new: NewThread, made: Fingerprint) throws -> Kept<Noun.Thread> {
    let event = try note(.thread, new.id, .created)
    let touched = new.isFromElsewhere ? try rows.placeInLists(at: new.updatedAt) : event
    let written = try db.first(
      """
      INSERT INTO thread (user, uuid, title, model, system_prompt, context_policy, options,
        purpose, parent, copy_of, touched, made, created_at, updated_at, number)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
        (SELECT last_thread_number + 1 FROM user WHERE id = ?1))
      RETURNING id, number
      """,
      rows.whose, .id(new.id), .ruled(new.title), .ruled(new.model), .ruled(new.systemPrompt),
      .string(new.contextPolicy?.rawValue), try .options(new.options),
      .string(new.purpose?.rawValue), .row(new.parent), .row(new.original),
      .integer(touched), .bytes(made.bytes), .time(new.createdAt), .time(new.updatedAt)
    ) { (row: $0.int64(), number: $0.int()) }
    guard let written else { throw Fault.notFound(.user) }
    return Kept(
      row: written.row,
      value: Noun.Thread(
        id: new.id, number: written.number, title: new.title, model: new.model,
        systemPrompt: new.systemPrompt, contextPolicy: new.contextPolicy,
        options: new.options, purpose: new.purpose, createdAt: new.createdAt,
        updatedAt: new.updatedAt))
  }
}
