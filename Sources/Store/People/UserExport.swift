package import Wire

extension Rows {
  /// All data of the owner, as of this transaction; `limit` when it is more than one answer may
  /// hold, decided before the texts are read.
  package func exportUser() throws -> UserDocument {
    let size = try db.first(UserExportSQL.size, whose) { $0.int() } ?? 0
    guard size <= Limits.exportBytes else {
      throw Fault.limit(
        "That is more than one answer may be: read it in pages, with paged set to true.",
        limit: Limits.exportBytes, used: size)
    }
    var document = UserDocument(of: try user())
    document.accounts = try db.all(AccountSQL.whole, whose, read: Noun.Account.init)
    document.sessions = try db.all(SessionSQL.whole, whose, read: Noun.Session.init)
    document.threads = try db.all(ThreadSQL.whole, whose, read: Kept<Noun.Thread>.init)
      .map { thread in
        UserDocument.ExportedThread(
          thread: thread.value,
          messages: try db.all(
            MessageSQL.whole, whose, .integer(thread.row), read: Noun.Message.init),
          turns: try db.all(
            TurnSQL.whole, whose, .integer(thread.row), read: UserDocument.ExportedTurn.init))
      }
    document.tasks = try db.all(TaskSQL.whole, whose, read: Kept<Noun.Task>.init).map(\.value)
    document.contexts = try db.all(ContextSQL.whole, whose, read: Kept<Noun.Context>.init)
      .map { context in
        UserDocument.ExportedContext(
          context: context.value,
          actions: try db.all(
            ActionSQL.whole, whose, .integer(context.row), read: Noun.Action.init),
          previews: try db.all(
            PreviewSQL.whole, whose, .integer(context.row), read: Noun.Preview.init))
      }
    document.usage = try db.all(UserExportSQL.usage, whose, read: UserDocument.ExportedUsage.init)
    return document
  }
}

extension UserDocument.ExportedTurn {
  init(_ columns: inout Columns) throws {
    self.init(
      turn: try Kept<Noun.Turn>(&columns).value, systemPrompt: columns.ruledIfPresent(),
      metadata: try columns.objectIfPresent(), options: try columns.jsonIfPresent(TurnOptions.self))
  }
}

extension UserDocument.ExportedUsage {
  init(_ columns: inout Columns) {
    self.init(
      threadId: columns.idIfPresent(), model: ModelName(trusted: columns.text()),
      // The schema allows only statuses that end a turn here.
      status: TurnStatus(rawValue: columns.text()) ?? .interrupted,
      promptTokens: columns.countIfPresent(), completionTokens: columns.countIfPresent(),
      totalTokens: columns.countIfPresent(), reasoningTokens: columns.countIfPresent(),
      cost: columns.costIfPresent(), firstTokenMs: columns.intIfPresent(),
      totalMs: columns.intIfPresent(),
      endedAt: columns.time())
  }
}

enum UserExportSQL {
  static let usage = """
    SELECT thread, model, status, prompt_tokens, completion_tokens, total_tokens, reasoning_tokens,
      cost_nanos, first_token_ms, total_ms, ended_at
    FROM usage
    WHERE user = ?1
    ORDER BY id
    """

  /// The bytes of every text, and half a kibibyte for the other members of each thing.
  static let size =
    "SELECT "
    + [
      ("account", []), ("session", []), ("thread", ["system_prompt"]),
      ("message", ["content", "metadata"]),
      (
        "turn",
        ["input", "output", "reasoning", "error", "system_prompt", "metadata", "options"]
      ),
      ("task", ["title", "description"]), ("context", ["config", "metadata"]),
      ("action", ["payload", "result"]), ("preview", ["url", "metadata"]), ("usage", []),
    ].map { (table: String, texts: [String]) in
      let bytes = ["512"] + texts.map { "coalesce(length(CAST(\($0) AS BLOB)), 0)" }
      return "(SELECT coalesce(sum(\(bytes.joined(separator: " + "))), 0) FROM \(table) "
        + "WHERE user = ?1)"
    }.joined(separator: " + ")
}
