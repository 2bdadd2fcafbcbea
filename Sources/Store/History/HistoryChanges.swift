import JSON
package import Wire

/// What one write of an import did.
package struct HistoryWritten: Sendable {
  /// Threads that were made or continued.
  package var threads: [HistoryThread] = []
  package var messages = 0
  /// Whether the whole conversation is here now; else the next call goes on.
  package var isWhole = true
}

extension Changes {
  /// Writes what is not here yet of a conversation. A branch is known by the last message that was
  /// taken of it: it is continued while its thread still ends there, otherwise its whole is written
  /// as a fork, so that what was said here stays as it is. A deleted thread stays as it is, too.
  ///
  /// One event for each thread, the conversation's shown branch last.
  package func importHistory(_ conversation: HistoryConversation) throws -> HistoryWritten {
    var written = HistoryWritten()
    var budget = (
      messages: HistoryConversation.messagesPerWrite, bytes: HistoryConversation.bytesPerWrite
    )
    var known = try importedThreads(conversation.source, origin: conversation.id)
    let all = known
    var shown: Int64?
    for branch in conversation.branches {
      var (start, target) = (0, Kept<Noun.Thread>?.none)
      var parent = try shown ?? originThread(of: conversation)
      let place = known.indices.compactMap { index in
        branch.messages.lastIndex { $0.isKnown(as: known[index].tip) }.map { (index, end: $0 + 1) }
      }.max { $0.end < $1.end }
      if let place {
        let thread = known.remove(at: place.0)
        shown = shown ?? thread.row
        guard place.end < branch.messages.count else { continue }
        switch try fate(of: thread, written: place.end) {
        case .deleted: continue
        case .continued: parent = thread.row
        case .untouched(let kept): (start, target) = (place.end, kept)
        }
      } else if let last = branch.messages.last, try all.contains(where: { try has(last, $0) }) {
        // An older copy of the source: its end is somewhere within what is here.
        continue
      }
      let end = fitting(branch.messages, from: start, &budget)
      guard end > start else {
        written.isWhole = false
        break
      }
      let thread = try target ?? insertThread(of: branch, in: conversation, parent: parent)
      try append(branch, start..<end, to: thread, of: conversation)
      shown = shown ?? thread.row
      written.threads.append(
        HistoryThread(
          id: thread.value.id, number: thread.value.number, title: thread.value.title,
          isNew: target == nil))
      written.messages += end - start
      guard end == branch.messages.count else {
        written.isWhole = false
        break
      }
    }
    // What the source shows stands above its forks.
    if all.isEmpty, written.isWhole, conversation.branches.count > 1, let shown {
      try touchImported(shown, at: conversation.branches[0].updatedAt)
    }
    return written
  }

  /// Up to where this write may go.
  private func fitting(
    _ messages: [HistoryMessage], from start: Int, _ budget: inout (messages: Int, bytes: Int)
  ) -> Int {
    var end = start
    while end < messages.count, budget.messages > 0, budget.bytes > 0 {
      budget.messages -= 1
      budget.bytes -= messages[end].content.text.utf8.count
      end += 1
    }
    return end
  }

  private func insertThread(
    of branch: HistoryBranch, in conversation: HistoryConversation, parent: Int64?
  ) throws -> Kept<Noun.Thread> {
    let thread = NewThread(
      id: ids.next(), title: branch.title, model: branch.model,
      systemPrompt: branch.systemPrompt, parent: parent, createdAt: branch.createdAt,
      updatedAt: branch.updatedAt)
    return try insertThread(
      thread, made: Fingerprint(Array("\(HistoryImport.name) \(thread.id)".utf8)))
  }

  private func append(
    _ branch: HistoryBranch, _ range: Range<Int>, to thread: Kept<Noun.Thread>,
    of conversation: HistoryConversation
  ) throws {
    var last: Int64 = 0
    for (position, message) in zip(range, branch.messages[range]) {
      let (sent, made) = (message.promptTokens, message.completionTokens)
      let both = sent.flatMap { sent in made.map { sent + $0 } }
      last = try insertCopy(
        NewMessage(
          id: ids.next(), sequence: position + 1, role: message.role,
          content: message.content.text, promptTokens: sent?.number, completionTokens: made?.number,
          totalTokens: both?.number,
          metadata: try message.notes.metadata(of: message, in: conversation)),
        saidAt: message.createdAt, in: thread.row)
    }
    try db.run(
      """
      INSERT INTO imported (thread, user, source, origin, tip, message)
      VALUES (?2, ?1, ?3, ?4, ?5, ?6)
      ON CONFLICT (thread) DO UPDATE SET tip = excluded.tip, message = excluded.message
      """,
      rows.whose, .integer(thread.row), .text(conversation.source.rawValue),
      .text(conversation.id), .text(branch.messages[range.upperBound - 1].key), .integer(last))
    if range.lowerBound > 0 { try touchImported(thread.row, at: branch.updatedAt) }
  }

  /// Moves a thread to the front of the list with the time that its source gives it.
  private func touchImported(_ thread: Int64, at moment: Timestamp) throws {
    let id = try db.first(
      "SELECT uuid FROM thread WHERE user = ?1 AND id = ?2", rows.whose, .integer(thread)
    ) { $0.id(ThreadID.self) }
    guard let id else { return }
    try touch(try rows.keptThread(id))
    try db.run(
      """
      UPDATE thread
      SET updated_at = ?3
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(thread), .time(moment))
  }
}

extension Changes {
  /// A thread that an earlier import made.
  fileprivate struct ImportedThread {
    let row: Int64
    let id: ThreadID
    let tip: String
    /// The row of its last message then.
    let message: Int64
  }

  /// What became of it here.
  fileprivate enum Fate {
    case untouched(Kept<Noun.Thread>)
    case continued
    case deleted
  }

  private func importedThreads(
    _ source: HistorySource, origin: String
  ) throws -> [ImportedThread] {
    try db.all(
      """
      SELECT imported.thread, thread.uuid, imported.tip, imported.message
      FROM imported
      JOIN thread ON thread.id = imported.thread
      WHERE imported.user = ?1 AND imported.source = ?2 AND imported.origin = ?3
      ORDER BY imported.thread
      """, rows.whose, .text(source.rawValue), .text(origin)
    ) {
      ImportedThread(
        row: $0.int64(), id: $0.id(), tip: $0.text(), message: $0.int64())
    }
  }

  private func fate(of imported: ImportedThread, written: Int) throws -> Fate {
    let thread = try rows.keptThread(imported.id)
    guard thread.value.deletedAt == nil else { return .deleted }
    let last = try db.first(
      """
      SELECT id
      FROM message
      WHERE thread = ?2 AND +user = ?1
      ORDER BY sequence DESC
      LIMIT 1
      """, rows.whose, .integer(imported.row)
    ) { $0.int64() }
    return last == imported.message && thread.value.messageCount == written
      ? .untouched(thread) : .continued
  }

  /// Whether a message is in a thread, wherever in it.
  private func has(_ message: HistoryMessage, _ imported: ImportedThread) throws -> Bool {
    try db.first(
      """
      SELECT 1
      FROM message
      WHERE thread = ?2 AND +user = ?1
        AND json_extract(metadata, '$.importedFrom.messageId') = ?3
      LIMIT 1
      """, rows.whose, .integer(imported.row), .text(message.key)
    ) { $0.int64() } != nil
  }

  /// The thread of the conversation that this one was forked from at its source.
  private func originThread(of conversation: HistoryConversation) throws -> Int64? {
    guard let origin = conversation.forkedFrom else { return nil }
    return try importedThreads(conversation.source, origin: origin).first?.row
  }
}
