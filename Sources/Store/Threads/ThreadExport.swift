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
      messages: try db.all(
        MessageSQL.whole, whose, .integer(thread.row), read: Noun.Message.init),
      unanswered: try unansweredTurns(of: thread.row))
  }
}
