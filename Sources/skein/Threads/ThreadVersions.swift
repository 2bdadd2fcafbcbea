import Client
import Wire

/// The versions of a thread that undo, edit and imports have kept: they go with it, and come back
/// with it.
struct ThreadVersions {
  /// How many are named by their numbers.
  private static let shown = 8

  private let numbers: [String]
  private let hasMore: Bool

  /// Of the thread itself, not of those of which it is a version. `includeDeleted` counts those that
  /// were deleted before.
  init(of thread: ThreadID, includeDeleted: Bool, on connection: Connection) throws {
    let page = try connection.call(
      ThreadList.self,
      ThreadList.Params(
        limit: PageLimit(200), includeDeleted: includeDeleted ? true : nil, copiesOf: thread))
    numbers = page.data.filter { $0.copyOf == thread }
      .sorted { ($0.number ?? 0) < ($1.number ?? 0) }.map(\.reference)
    hasMore = page.nextCursor != nil
  }

  /// `version 141`, `3 versions (141, 142, 143)`; nil for none.
  var words: String? {
    guard let first = numbers.first else { return nil }
    guard numbers.count > 1 || hasMore else { return "version \(first)" }
    let names = numbers.prefix(Self.shown).joined(separator: ", ")
    let rest = hasMore || numbers.count > Self.shown ? ", …" : ""
    return "\(hasMore ? "more than " : "")\(numbers.count) versions (\(names)\(rest))"
  }
}

extension Noun.Thread {
  /// What is said of it before it is deleted.
  func removalDetails(
    _ options: RemovalOptions, on connection: Connection
  ) throws -> RemovalDetails {
    // Those of a deleted thread went with it.
    let hasDeleted = options.permanent || deletedAt != nil
    let versions = try ThreadVersions(of: id, includeDeleted: hasDeleted, on: connection)
    let along = versions.words.map { " with its \($0)" } ?? ""
    return RemovalDetails(
      question: " (\(counted(messageCount, "message")))\(along)",
      along: deletedAt == nil || options.permanent ? along : "")
  }

  /// What takes back an undo, where that was the last thing done in it: a thread that undo has
  /// shortened is not deleted, and people look for its question here.
  func undoAdvice(on connection: Connection) throws -> String? {
    let newest = try connection.call(
      TurnList.self, TurnList.Params(threadId: id, includeTexts: true, limit: PageLimit(1)))
    guard let turn = newest.data.first, turn.withdrawnAt != nil else { return nil }
    let words = QuotedWords.of(turn.input ?? "")
    guard turn.status == .completed else {
      return "To take undo back: skein retry \(turn.id) asks \(words) again."
    }
    let versions = try connection.call(
      ThreadList.self, ThreadList.Params(limit: PageLimit(1), copiesOf: id))
    guard let version = versions.data.first else { return nil }
    return "To take undo back: \(words) and its answer stand in version \(version.reference), and "
      + "skein ask -t \(version.reference) goes on with that."
  }
}
