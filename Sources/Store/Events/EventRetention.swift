import GRDB
import Wire

/// How long events are kept. The oldest are removed first, so there is no gap in the rest.
package struct EventRetention: Sendable {
  /// Old events are removed once for this many new events of a user, so that appending stays cheap.
  static let stride: Int64 = 64
  /// How many are removed in one write at most: more than the new ones, so that the number does
  /// fall.
  static let stepLimit: Int64 = 1024
  private static let millisecondsPerDay = 86_400_000
  /// More than a century counts as for ever.
  private static let dayLimit = 100_000

  /// How many events of one user are kept.
  private let kept: Int64
  private let milliseconds: Int64

  /// How many events of one user are kept, whatever their age.
  var eventsKept: Int { Int(kept) }

  package init(kept: Int = LimitSettings().eventsKept, days: Int = LimitSettings().eventDays) {
    self.kept = Int64(kept)
    milliseconds = Int64(min(days, Self.dayLimit) * Self.millisecondsPerDay)
  }

  /// Removes the user's oldest events beyond the limit, and those before the first event that is
  /// young enough: so a clock that was set back makes no gap. Without a time, no event is too old.
  func prune(
    ofUser user: Int64, atMost limit: Int64, at now: Timestamp?, _ db: Database
  ) throws {
    try db.run(
      """
      DELETE FROM event
      WHERE user = ?1
        -- One bound, for of two SQLite seeks only one and reads on to the end of the feed.
        AND seq <= min(
          (SELECT min(seq) FROM event WHERE user = ?1) + ?4 - 1,
          max(
            (SELECT change_seq FROM user WHERE id = ?1) - ?2,
            coalesce(
              (SELECT seq FROM event WHERE user = ?1 AND at >= ?3 ORDER BY seq LIMIT 1),
              (SELECT change_seq FROM user WHERE id = ?1) + 1
            ) - 1
          )
        )
      """,
      .integer(user), .integer(kept), .integer(now.map { $0.milliseconds - milliseconds } ?? .min),
      .integer(limit))
  }
}
