/// What is known of the database's pages.
package enum Wholeness: Sendable, Equatable {
  /// Why all of it is read beside the service.
  package enum Occasion: Sendable, Equatable {
    /// The end before was not in order.
    case badEnd
    /// db/check has met a damaged page.
    case damageMet
    /// It ended in order each time since the last check, which is long ago.
    case age

    /// Whether nothing may be copied into the database until it is known to be whole.
    var isDoubt: Bool {
      switch self {
      case .badEnd, .damageMet: true
      case .age: false
      }
    }
  }

  /// It was closed in order, or was checked before it was opened.
  case known
  /// It is being read; `bytes` is its size.
  case checking(Occasion, since: ContinuousClock.Instant, bytes: Int)
  case checked(seconds: Double)
  /// It is not whole. What is wrong, and what to do.
  case damaged(String)
  /// The check could not be made. Why.
  case unknown(String)

  /// Whether the next daemon may trust it.
  var isTrusted: Bool {
    switch self {
    case .known, .checked, .checking(.age, _, _): true
    case .checking, .damaged, .unknown: false
    }
  }
}
