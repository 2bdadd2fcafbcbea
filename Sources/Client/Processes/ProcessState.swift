#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether another process runs, is suspended or has ended.
enum ProcessState {
  case runs
  /// It was stopped by a signal, and does nothing until SIGCONT.
  case suspended
  /// It has ended, whether its parent has waited for it or not.
  case gone

  /// Where the system has no /proc, a process that exists counts as running.
  init(of pid: Int32) {
    guard kill(pid, 0) == 0 || errno == EPERM else {
      self = .gone
      return
    }
    guard let bytes = SmallFile.read("/proc/\(pid)/stat", limit: 8192),
      let end = bytes.lastIndex(of: UInt8(ascii: ")")), end + 2 < bytes.count
    else {
      self = .runs
      return
    }
    // proc(5): the state is the field after the name, which may contain anything.
    switch bytes[end + 2] {
    case UInt8(ascii: "Z"), UInt8(ascii: "X"): self = .gone
    case UInt8(ascii: "T"): self = .suspended
    default: self = .runs
    }
  }
}
