import JSON
package import Wire

/// What one write of an import did.
package struct HistoryWritten: Sendable {
  /// The threads that were created or continued.
  package var threads: [HistoryThread] = []
  package var messages = 0
  /// Whether the whole conversation is imported now; otherwise the next call continues.
  package var isWhole = true
}

extension Changes {
  /// Writes the part of a conversation that is not imported yet. A branch is recognised by the last
  /// message that was imported of it: its thread is continued while it still ends there; otherwise
  /// the whole branch is written as a fork, so that messages added in skein stay unchanged. A
  /// deleted thread stays unchanged, too.
  ///
  /// A branch with the same beginning as the shown one is a version of its thread, unless the
  /// branch's own thread was continued in skein. A version that the source shows now becomes a thread
  /// of its own. One event for each thread.
  package func importHistory(_ conversation: HistoryConversation) throws -> HistoryWritten {
    var written = HistoryWritten()
    var budget = (
      messages: HistoryConversation.messagesPerWrite, bytes: HistoryConversation.bytesPerWrite
    )
    var known = try importedThreads(conversation.source, origin: conversation.id)
    let all = known
    var shown: Int64?
    let beginning = conversation.branches.first?.messages.first?.key
    for (number, branch) in conversation.branches.enumerated() {
      var (start, target) = (0, Kept<Noun.Thread>?.none)
      var parent = try shown ?? all.first?.row ?? originThread(of: conversation)
      var isVersion = number > 0 && branch.messages.first?.key == beginning
      let place = known.indices.compactMap { index in
        branch.messages.lastIndex { $0.isKnown(as: known[index].tip) }.map { (index, end: $0 + 1) }
      }.max { $0.end < $1.end }
      if let place {
        let thread = known.remove(at: place.0)
        shown = shown ?? thread.row
        guard place.end < branch.messages.count else { continue }
        switch try fate(of: thread, written: place.end) {
        case .deleted: continue
        case .continued: (parent, isVersion) = (thread.row, false)
        case .untouched(var kept):
          if number == 0 { try releaseVersion(&kept) }
          (start, target) = (place.end, kept)
        }
      } else if let last = branch.messages.last, try all.contains(where: { try has(last, $0) }) {
        // This is an older copy of the source: its end is within what was imported.
        continue
      }
      let end = fitting(branch.messages, from: start, &budget)
      guard end > start else {
        written.isWhole = false
        break
      }
      let thread = try target ?? insertThread(of: branch, parent: parent, isVersion: isVersion)
      try append(branch, start..<end, to: thread, of: conversation)
      shown = shown ?? thread.row
      written.threads.append(
        HistoryThread(
          id: thread.value.id, number: thread.value.number, title: thread.value.title,
          isNew: target == nil, copyOf: thread.value.copyOf))
      written.messages += end - start
      guard end == branch.messages.count else {
        written.isWhole = false
        break
      }
    }
    return written
  }

  /// The part that this write may take.
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

  /// A deleted thread gets no versions, because nobody would find them. Any other branch gets a
  /// title that no other thread has.
  private func insertThread(
    of branch: HistoryBranch, parent: Int64?, isVersion: Bool
  ) throws -> Kept<Noun.Thread> {
    var thread = NewThread(
      id: ids.next(), title: branch.title, model: branch.model,
      systemPrompt: branch.systemPrompt, parent: parent, createdAt: branch.createdAt,
      updatedAt: branch.updatedAt, isFromElsewhere: true)
    if let origin = try parent.flatMap({ try keptThread($0) }) {
      if isVersion, origin.value.deletedAt == nil {
        thread.original = try rows.original(of: origin)
      } else {
        thread.title = try titleApart(from: branch.title, else: Self.titlesTried)
      }
    }
    var kept = try insertThread(
      thread, made: Fingerprint(Array("\(HistoryImport.name) \(thread.id)".utf8)))
    if thread.original != nil { kept.value = try rows.thread(kept.value.id) }
    return kept
  }

  private func keptThread(_ row: Int64) throws -> Kept<Noun.Thread>? {
    let id = try db.first(
      "SELECT uuid FROM thread WHERE user = ?1 AND id = ?2", rows.whose, .integer(row)
    ) { $0.id(ThreadID.self) }
    return try id.flatMap { try rows.threadIfPresent($0) }
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
    if range.lowerBound > 0 { try touchImported(thread, at: branch.updatedAt) }
  }

  /// Records that a thread was continued elsewhere, and moves it up in lists to that time.
  private func touchImported(_ thread: Kept<Noun.Thread>, at moment: Timestamp) throws {
    try note(.thread, thread.value.id, .updated)
    if let context = thread.value.contextId { try touch(try rows.keptContext(context)) }
    guard moment.milliseconds > thread.value.updatedAt.milliseconds else { return }
    try db.run(
      """
      UPDATE thread
      SET touched = ?3, updated_at = ?4
      WHERE user = ?1 AND id = ?2
      """, rows.whose, .integer(thread.row), .integer(try rows.placeInLists(at: moment)),
      .time(moment))
  }
}

extension Changes {
  /// A thread that an earlier import made.
  fileprivate struct ImportedThread {
    let row: Int64
    let id: ThreadID
    let tip: String
    /// The row of its last message at that time.
    let message: Int64
  }

  /// What happened to the thread in skein since then.
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

  /// Whether a message is in a thread, at any place.
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

  /// The thread of the conversation that this one was forked from in its source.
  private func originThread(of conversation: HistoryConversation) throws -> Int64? {
    guard let origin = conversation.forkedFrom else { return nil }
    return try importedThreads(conversation.source, origin: origin).first?.row
  }
}
