import JSON
package import Wire

extension Rows {
  /// A thread that is not deleted, with all its messages and its unanswered questions, as of one
  /// moment; `limit` for one that is too large for an answer, decided before its texts are read.
  package func export(_ id: ThreadID) throws -> ThreadDocument {
    let thread = try keptLiveThread(id)
    let size = try db.first(
      """
      SELECT (
          SELECT coalesce(sum(
            512 + length(CAST(content AS BLOB)) + coalesce(length(CAST(metadata AS BLOB)), 0)), 0)
          FROM message
          WHERE thread = ?2 AND +user = ?1
        ) + (
          SELECT coalesce(sum(
            1024 + length(CAST(input AS BLOB)) + coalesce(length(CAST(output AS BLOB)), 0)
            + coalesce(length(CAST(reasoning AS BLOB)), 0)), 0)
          FROM turn
          WHERE thread = ?2 AND unanswered = 1 AND +user = ?1
        )
      """, whose, .integer(thread.row)
    ) { $0.int() }
    guard let size, size <= Limits.exportBytes else {
      throw Fault.limit(
        "This thread is larger than one answer may be: read it with message/list, page by page.",
        limit: Limits.exportBytes, used: size)
    }
    return ThreadDocument(
      thread: thread.value,
      messages: try messagesWithModels(of: thread.row),
      unanswered: try unansweredTurns(of: thread.row))
  }

  /// All messages of a thread. A document has no turns of answers, so each answer says itself which
  /// model gave it.
  private func messagesWithModels(of thread: Int64) throws -> [Noun.Message] {
    let models = try db.all(
      """
      SELECT uuid, model
      FROM turn
      WHERE thread = ?2 AND +user = ?1
      """, whose, .integer(thread)
    ) { (turn: $0.id(TurnID.self), model: ModelName(trusted: $0.text())) }
    let ofTurn = Dictionary(models.map { ($0.turn, $0.model) }) { first, _ in first }
    return try db.all(MessageSQL.whole, whose, .integer(thread)) { columns in
      let message = try Noun.Message(&columns)
      guard message.role == .assistant, let turn = message.turnId, let model = ofTurn[turn] else {
        return message
      }
      return try message.naming(model)
    }
  }
}

extension Noun.Message {
  /// The same with the model of this answer in its metadata, in the place where imported answers
  /// have theirs. What a client put in that place stays, as does metadata that has no room for it.
  fileprivate func naming(_ model: ModelName) throws -> Noun.Message {
    let known = metadata ?? .empty
    guard try known.json.value()[FreeObject.origin] == nil,
      let whole = try known.setting(
        FreeObject.origin, to: RawJSON(encoding: ["model": model.text]))
    else { return self }
    var named = self
    named.metadata = whole
    return named
  }
}
