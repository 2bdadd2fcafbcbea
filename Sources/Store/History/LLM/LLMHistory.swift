import JSON
import Wire

/// The history of the command `llm`: its logs.db, in every layout since 0.5.
///
/// Up to 0.31 a conversation consists of rows of `responses`. From 0.32 on it is the chain of
/// messages that a row of `threads` points to, and that chain repeats the messages of older rows.
/// Both use the same ids, so a conversation from before and after an upgrade is one conversation.
final class LLMHistory: HistoryReader {
  private let database: SourceDatabase
  private let budget: ReadingBudget
  private let legacy: LegacyLLMLogs?
  private let current: LLMThreads?
  /// The ids of all conversations; the one with the latest activity comes last.
  private var rest: ArraySlice<String>
  let count: Int

  init(
    _ path: String, butNone ours: [String], within budget: ReadingBudget
  ) throws(HistoryUnreadable) {
    self.budget = budget
    database = try SourceDatabase(try SourceFile(path, butNone: ours), within: budget)
    do {
      legacy = try LegacyLLMLogs(database)
      current = try LLMThreads(database)
      guard legacy != nil || current != nil else {
        throw HistoryUnreadable(
          "llm's logs.db: \(path) is another program's database, without responses and turns")
      }
      var last: [String: String] = [:]
      for (conversation, id) in (legacy?.latest ?? []) + (try current?.latest() ?? []) {
        last[conversation] = max(last[conversation] ?? "", id)
      }
      rest = last.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)[...]
      count = rest.count
    } catch let failure as SourceDatabase.Failure {
      if let end = failure.end { throw end }
      throw HistoryUnreadable("llm's logs.db: \(path) is damaged (\(failure.text))")
    } catch let unreadable as HistoryUnreadable {
      throw unreadable
    } catch {
      throw HistoryUnreadable("llm's logs.db (\(error))")
    }
  }

  func next() throws(HistoryUnreadable) -> HistoryStep? {
    guard let id = rest.popFirst() else { return nil }
    budget.beginStep()
    try budget.check()
    do throws(SourceDatabase.Failure) {
      guard let conversation = try conversation(id), !conversation.branches.isEmpty else {
        return .unusable([HistorySkip(conversation: id, reason: .silence)])
      }
      return .conversation(conversation)
    } catch {
      if let end = error.end { throw end }
      let reason: HistoryLosses.Whole = budget.isSpent ? .size : .unreadable(error.text)
      return .unusable([HistorySkip(conversation: id, reason: reason)])
    }
  }

  private func conversation(_ id: String) throws(SourceDatabase.Failure) -> HistoryConversation? {
    let lastLegacy = try legacy?.lastResponse(of: id, notIn: current)
    if let current, let conversation = try current.conversation(id, lastLegacy: lastLegacy) {
      return conversation
    }
    return try legacy?.conversation(id)
  }
}

extension Timestamp {
  /// A time as llm and Claude write it: ISO 8601 with a space or a T, microseconds, and with or
  /// without a sign for UTC.
  init?(foreign text: String?) {
    guard var text else { return nil }
    text = text.replacing(" ", with: "T")
    if text.hasSuffix("+00:00") { text.removeLast(6) }
    if !text.hasSuffix("Z") { text += "Z" }
    self.init(text)
  }

  /// The time in a ULID (github.com/ulid/spec): ten characters of Crockford's base 32.
  init?(ulid text: String) {
    guard text.utf8.count == 26 else { return nil }
    var milliseconds: Int64 = 0
    for letter in text.uppercased().utf8.prefix(10) {
      guard let digit = Self.crockford.firstIndex(of: letter) else { return nil }
      milliseconds = milliseconds << 5 | Int64(digit)
    }
    guard milliseconds <= Self.greatest else { return nil }
    self.init(milliseconds: milliseconds)
  }

  private static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The time after a duration that another program recorded; a duration of more than a day is
  /// ignored.
  func plus(milliseconds more: ForeignCount?) -> Timestamp {
    guard let more, more.number <= 86_400_000 else { return self }
    return Timestamp(milliseconds: milliseconds + Int64(more.number))
  }
}
