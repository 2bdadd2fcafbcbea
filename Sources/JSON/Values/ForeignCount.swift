/// A count that another program wrote: a provider, another program's file, an older version of
/// skein.
///
/// From 0 to 2^53−1, the integers that every JSON reader represents exactly (RFC 8259 section 6). A
/// number that is negative, has a fraction or is larger is treated as no count. Sums stop at the
/// limit, so that no foreign number can overflow.
package struct ForeignCount: Hashable, Comparable, Sendable {
  package static let limit = Tape.wholeLimit

  package let number: Int

  package init?(_ number: Int64) {
    guard (0...Int64(Self.limit)).contains(number) else { return nil }
    self.number = Int(number)
  }

  private init(atMost number: Int) {
    self.number = min(number, Self.limit)
  }

  package static func + (one: ForeignCount, other: ForeignCount) -> ForeignCount {
    ForeignCount(atMost: one.number + other.number)
  }

  package static func < (one: ForeignCount, other: ForeignCount) -> Bool {
    one.number < other.number
  }
}

extension ForeignCount? {
  /// The sum of both; `nil` only where both are `nil`.
  package static func sum(_ one: ForeignCount?, _ other: ForeignCount?) -> ForeignCount? {
    guard let one else { return other }
    return other.map { one + $0 } ?? one
  }
}

extension Value {
  /// The number as a count, or `nil`.
  package var foreignCount: ForeignCount? {
    integer.flatMap { ForeignCount(Int64($0)) }
  }
}
