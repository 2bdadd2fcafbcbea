#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What of memory the daemon may address (`ulimit -v`).
///
/// Threads and the C library set aside far more than they use; where they can't, no code of ours is
/// asked, and the process dies. So too small a limit is refused before anything is begun.
enum AddressSpace {
  /// Twice what a daemon under load was seen to get by with.
  static let minimumBytes: UInt64 = 2 << 30

  /// Leaves with an exit status and a sentence where the limit is too small.
  static func demand() {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let resource = RLIMIT_AS
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, UInt64(limit.rlim_cur) < minimumBytes else { return }
    StandardError.printNow(
      "skeind: it may address \(limit.rlim_cur / 1024) KiB of memory alone, and needs "
        + "\(minimumBytes / 1024): raise the limit (ulimit -v).")
    exit(ExitReason.machine.rawValue)
  }
}
