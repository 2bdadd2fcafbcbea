import GRDB
import Wire

/// How long the feed is kept. The oldest events go first, so what is kept has no gap.
package struct EventRetention: Sendable {
  /// Every so many events of a user the old ones are looked for: appending stays cheap.
  static let stride: Int64 = 64
  /// How many go in one write at most; more than come meanwhile, so that they do get fewer.
  static let stepLimit: Int64 = 1024
  private static let millisecondsPerDay = 86_400_000
  /// A century and more is for ever.
  private static let dayLimit = 100_000

  /// Events of one user.
  private let kept: Int64
  private let milliseconds: Int64

  /// Events of one user that are kept, whatever their age.
  var eventsKept: Int { Int(kept) }

  package init(kept: Int = LimitSettings().eventsKept, days: Int = LimitSettings().eventDays) {
    self.kept = Int64(kept)
    milliseconds = Int64(min(days, Self.dayLimit) * Self.millisecondsPerDay)
  }

  /// Removes the user's oldest events that are too many, and those before the first that is young
  /// enough: a clock that was set back makes no gap. Without a time none is too old.
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
