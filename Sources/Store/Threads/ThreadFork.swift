package import Wire

extension Changes {
  /// Copies a thread into a conversation of its own. One event, for the new thread.
  package func forkThread(_ params: ThreadFork.Params, made id: ThreadID) throws -> Noun.Thread {
    var body = params
    body.id = nil
    let made = try Fingerprint(ThreadFork.name, body)
    if let asked = params.id, let known = try knownThread(asked, made: made) { return known }
    let source = try rows.keptLiveThread(params.threadId)
    let end = params.throughSequence?.number ?? source.value.messageCount
    guard end <= source.value.messageCount else { throw Fault.pastTheEnd(of: source.value) }
    let title = try titleApart(from: source.value.title, else: rows.nextThreadNumber())
    return try copy(source, through: end, as: params.id ?? id, title: title, made: made)
  }

  /// The whole thread as it is, as a version of it.
  func keepVersion(
    of source: Kept<Noun.Thread>, as id: ThreadID, made: Fingerprint
  ) throws -> Noun.Thread {
    try copy(
      source, through: source.value.messageCount, as: id, title: source.value.title,
      purpose: source.value.purpose, original: try rows.original(of: source), made: made)
  }

  /// Row by row inside SQLite: the words never leave it, so a thread of any size can be copied.
  private func copy(
    _ source: Kept<Noun.Thread>, through end: Int, as id: ThreadID, title: Title?,
    purpose: ThreadPurpose? = nil, original: Int64? = nil, made: Fingerprint
  ) throws -> Noun.Thread {
    let fork = try insertThread(
      NewThread(
        id: id, title: title, model: source.value.model,
        systemPrompt: source.value.systemPrompt, contextPolicy: source.value.contextPolicy,
        options: source.value.options, purpose: purpose, parent: source.row, original: original,
        createdAt: now, updatedAt: now),
      made: made)
    for sequence in 0..<end {
      try db.run(
        """
        INSERT INTO message (user, thread, uuid, sequence, role, content, prompt_tokens,
          completion_tokens, total_tokens, metadata, created_at)
        SELECT user, ?3, ?4, sequence, role, content, prompt_tokens, completion_tokens,
          total_tokens, metadata, created_at
        FROM message
        WHERE user = ?1 AND thread = ?2 AND sequence = ?5
        """,
        rows.whose, .integer(source.row), .integer(fork.row), .id(ids.next(Noun.Message.self)),
        .int(sequence + 1))
    }
    return try rows.thread(fork.value.id)
  }
}

extension Fault {
  static func pastTheEnd(of thread: Noun.Thread) -> Fault {
    .invalidParams(
      path: "throughSequence",
      expected: "a sequence up to the thread's last, \(thread.messageCount)")
  }
}
