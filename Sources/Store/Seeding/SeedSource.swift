import Wire

/// The source of all seeded data: the same seed gives the same texts, ids and times.
struct SeedSource {
  private var state: UInt64
  private var lastTick: UInt64 = 0

  init(_ seed: UInt64) {
    state = seed
  }

  /// SplitMix64 (prng.di.unimi.it/splitmix64.c): Swift's own generator can't be given a seed.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func isOne(in chances: Int) -> Bool { next() % UInt64(chances) == 0 }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int(next() % UInt64(choices.count))] }

  /// A version 7 UUID for this time, greater than the one before.
  mutating func id<Noun>(at moment: Timestamp, _: Noun.Type = Noun.self) -> ID<Noun> {
    lastTick = max(UInt64(moment.milliseconds) << 12, lastTick + 1)
    let high = (lastTick >> 12) << 16 | 0x7000 | lastTick & 0xFFF
    return ID(high: high, low: next() & (UInt64.max >> 2) | 1 << 63)
  }

  /// Sixteen bytes.
  mutating func fingerprint() -> Bound {
    let (one, other) = (next(), next())
    return .uuid(one.byteSwapped, other.byteSwapped)
  }

  /// Eight bytes.
  mutating func shortFingerprint() -> [UInt8] {
    let (one, _) = (next(), next())
    return (0..<8).map { UInt8(truncatingIfNeeded: one >> (8 * UInt64($0))) }
  }
}
