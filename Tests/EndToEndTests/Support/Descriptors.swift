#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many descriptors this process may hold open.
enum Descriptors {
  /// The soft limit of open files; `contrib/check` raises it as far as the machine allows.
  static var limit: Int { sysconf(Int32(_SC_OPEN_MAX)) }
}
