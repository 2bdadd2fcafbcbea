#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A daemon that this process has started, and that goes on without it.
struct DaemonProcess {
  let pid: pid_t

  /// A session of its own, no input, no output, `log` for errors, nothing else of ours open:
  /// so `$(skein ask hi)` returns although the daemon stays.
  init(_ program: String, arguments: [String], log: Int32) throws(ClientError) {
    let spawn = Spawn()
    spawn.open("/dev/null", O_RDONLY, as: 0)
    spawn.open("/dev/null", O_WRONLY, as: 1)
    spawn.give(log, as: 2)
    spawn.detach()
    // What a service manager meant for us is not the daemon's.
    for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsetenv(name) }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    switch spawn.start(program, [program] + arguments) {
    case .success(let pid): self.pid = pid
    case .failure(let why):
      throw .unreachable(LibC.message("\(program) can't be started", why.errno))
    }
  }

  /// The exit status, once it has ended; 128 and the signal's number when one ended it.
  func ended() -> Int32? {
    var status: Int32 = 0
    guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
    return ProcessEnd(waited: status).code
  }
}
