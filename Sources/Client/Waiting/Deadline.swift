#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment on the monotonic clock, at which a wait ends.
package struct Deadline: Sendable, Comparable {
  private let nanoseconds: UInt64

  package static func after(milliseconds: Int) -> Deadline {
    Deadline(nanoseconds: monotonicNanoseconds() + UInt64(max(0, milliseconds)) * 1_000_000)
  }

  package var hasPassed: Bool { monotonicNanoseconds() >= nanoseconds }

  /// The timeout for poll(2), rounded up so that the loop does not spin at the end.
  var remainingMilliseconds: Int32 {
    let now = monotonicNanoseconds()
    guard nanoseconds > now else { return 0 }
    return Int32(clamping: (nanoseconds - now + 999_999) / 1_000_000)
  }

  package static func < (one: Deadline, other: Deadline) -> Bool {
    one.nanoseconds < other.nanoseconds
  }
}

/// Time since about the start of the machine: the same clock for every process.
func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
