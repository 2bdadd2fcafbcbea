#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a process that holds keys and conversations does before anything else, once it has read its
/// configuration, whose paths may be relative to where it was started.
enum Hardening {
  static func apply() {
    // Files are for their owner alone, whatever the shell that started us thinks.
    umask(0o077)
    // A core file would hold keys and conversations.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
    // No directory is kept from being unmounted or removed.
    chdir("/")
    // A client that is gone is an ordinary day.
    signal(SIGPIPE, SIG_IGN)
    // The terminal that started us is gone: that is no reason to leave. Once the daemon serves,
    // SIGHUP has it read its configuration again.
    signal(SIGHUP, SIG_IGN)
  }
}
