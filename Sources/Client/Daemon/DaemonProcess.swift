#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A daemon that this process has started, and that continues after this process ends.
struct DaemonProcess {
  let pid: pid_t

  /// Starts it in a session of its own, with no input, no output, `log` as standard error and no
  /// other descriptor of ours: so `$(skein ask hi)` returns although the daemon stays.
  init(_ program: String, arguments: [String], log: Int32) throws(ClientError) {
    let spawn = Spawn()
    spawn.open("/dev/null", O_RDONLY, as: 0)
    spawn.open("/dev/null", O_WRONLY, as: 1)
    spawn.give(log, as: 2)
    spawn.detach()
    // Variables that a service manager set for this process are not meant for the daemon.
    for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsetenv(name) }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    switch spawn.start(program, [program] + arguments) {
    case .success(let pid): self.pid = pid
    case .failure(let why):
      throw .unreachable(LibC.message("\(program) can't be started", why.errno))
    }
  }

  /// The exit status, once it has ended; 128 plus the signal's number when a signal ended it.
  func ended() -> Int32? {
    var status: Int32 = 0
    guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
    return ProcessEnd(waited: status).code
  }
}
