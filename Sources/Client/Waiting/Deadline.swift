#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment on the monotonic clock: waiting ends there.
package struct Deadline: Sendable, Comparable {
  private let nanoseconds: UInt64

  package static func after(milliseconds: Int) -> Deadline {
    Deadline(nanoseconds: monotonicNanoseconds() + UInt64(max(0, milliseconds)) * 1_000_000)
  }

  package var hasPassed: Bool { monotonicNanoseconds() >= nanoseconds }

  /// What poll(2) takes, rounded up so that it does not spin at the end.
  var remainingMilliseconds: Int32 {
    let now = monotonicNanoseconds()
    guard nanoseconds > now else { return 0 }
    return Int32(clamping: (nanoseconds - now + 999_999) / 1_000_000)
  }

  package static func < (one: Deadline, other: Deadline) -> Bool {
    one.nanoseconds < other.nanoseconds
  }
}

/// Since the machine was started, or about then: the same clock for every process.
func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
