/// What is known about the database's pages.
package enum Wholeness: Sendable, Equatable {
  /// Why the whole database is read in the background.
  package enum Occasion: Sendable, Equatable {
    /// The last end was not clean.
    case badEnd
    /// db/check has met a damaged page.
    case damageMet
    /// Each end since the last check was clean, but that check is long ago.
    case age

    /// Whether nothing may be copied into the database until it is known to be undamaged.
    var isDoubt: Bool {
      switch self {
      case .badEnd, .damageMet: true
      case .age: false
      }
    }
  }

  /// It is undamaged: it was closed cleanly, or checked before it was opened.
  case known
  /// The check is running; `bytes` is the database's size.
  case checking(Occasion, since: ContinuousClock.Instant, bytes: Int)
  case checked(seconds: Double)
  /// It is damaged: what is wrong, and what to do.
  case damaged(String)
  /// The check could not be made: why.
  case unknown(String)

  /// Whether the next daemon may trust the database without a check.
  var isTrusted: Bool {
    switch self {
    case .known, .checked, .checking(.age, _, _): true
    case .checking, .damaged, .unknown: false
    }
  }
}
