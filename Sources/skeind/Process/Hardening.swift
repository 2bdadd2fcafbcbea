#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Protects the process, which holds keys and conversations. It runs first, directly after reading
/// the configuration, whose paths may be relative to the directory in which the process was
/// started.
enum Hardening {
  static func apply() {
    // Only their owner may read new files, whatever the umask of the shell was.
    umask(0o077)
    // A core file would contain keys and conversations.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
    // So that the starting directory can be unmounted or removed.
    chdir("/")
    // Clients may disconnect at any time.
    signal(SIGPIPE, SIG_IGN)
    // The daemon must not exit when its terminal closes. Once it serves, SIGHUP makes it read its
    // configuration again.
    signal(SIGHUP, SIG_IGN)
  }
}
