#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The two clocks that this target reads.
enum Clock {
  /// CLOCK_MONOTONIC in nanoseconds, the clock of every deadline.
  static func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Seconds since 1970, to interpret an HTTP date in an answer without a `Date` header.
  static func unixSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec)
  }

  /// `seconds` after `now`, on the monotonic clock; a century at most, so that nothing overflows.
  static func after(_ seconds: Double, from now: UInt64) -> UInt64 {
    let century = 3_155_760_000.0
    guard seconds > 0 else { return now }
    return now + UInt64(min(seconds, century) * 1e9)
  }
}
