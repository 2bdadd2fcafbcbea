#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The limit of the daemon's address space (`ulimit -v`).
///
/// Threads and the C library reserve far more address space than they use. If they can't, the
/// process dies without a chance for our code to react, so a limit that is too small is refused at
/// the start.
enum AddressSpace {
  /// Twice the address space that was enough for a daemon under load.
  static let minimumBytes: UInt64 = 2 << 30

  /// Exits with a status and a message if the limit is too small.
  static func demand() {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let resource = RLIMIT_AS
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, UInt64(limit.rlim_cur) < minimumBytes else { return }
    StandardError.printNow(
      "skeind: the address space is limited to \(limit.rlim_cur / 1024) KiB, but skeind needs "
        + "\(minimumBytes / 1024) KiB: raise the limit (ulimit -v).")
    exit(ExitReason.machine.rawValue)
  }
}
