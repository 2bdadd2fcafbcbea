#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs the command that prints a key: without a terminal or descriptors of this process, in a
/// process group of its own, so that no process of it outlives the timeout or the daemon.
enum KeyCommand {
  /// Returns the first line of its output. Its error output is dropped, because it may contain the
  /// key.
  static func run(
    _ command: String, among running: RunningCommands = .ofProcess,
    seconds: Double = Limits.keyCommandSeconds
  ) throws(Failure) -> String {
    let deadline = Clock.after(seconds, from: Clock.monotonicNanoseconds())
    let child = try running.start { () throws(Failure) in try spawn(command) }
    defer { close(child.output) }
    let output = read(child.output, until: deadline)
    let status = output == nil ? nil : wait(for: child.pid, among: running, until: deadline)
    guard let output, let status else {
      running.end(child.pid)
      throw KeySource.noKey("the command did not end within \(Int(seconds)) s (keyCommand)")
    }
    guard status == 0 else {
      throw KeySource.noKey(
        "the command \(Self.ending(status)); run it in a shell to see why (keyCommand)")
    }
    let line = output.prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }
}

extension KeyCommand {
  /// How a process ended, by its wait status, in a shell's words.
  static func ending(_ status: Int32) -> String {
    let signal = status & 0x7F
    if signal != 0 { return "was ended by signal \(signal)" }
    let code = status >> 8 & 0xFF
    return "failed with exit status \(code)" + (code == 127 ? ", not found" : "")
  }

  private static func spawn(_ command: String) throws(Failure) -> (pid: pid_t, output: Int32) {
    var pipes: [Int32] = [-1, -1]
    guard pipe(&pipes) == 0 else { throw cannotRun(errno) }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(pipes[1]) }

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var flags = Int32(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      // glibc has addclosefrom_np, but its module hides it; closing a descriptor twice is no error.
      for file in openFiles() where file > 2 {
        posix_spawn_file_actions_addclose(&actions, file)
      }
    #endif
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c")]
    arguments += [strdup(command), nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, environ)
    guard error == 0 else {
      close(pipes[0])
      throw cannotRun(error)
    }
    return (pid, pipes[0])
  }

  /// The open descriptors of this process, some of which may be closed by now.
  private static func openFiles() -> [Int32] {
    guard let directory = opendir("/dev/fd") else { return [] }
    defer { closedir(directory) }
    var files: [Int32] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if let file = Int32(name) { files.append(file) }
    }
    return files
  }

  private static func cannotRun(_ error: Int32) -> Failure {
    KeySource.noKey("the command can't be run: \(String(cString: strerror(error))) (keyCommand)")
  }

  /// The output up to its end, limited in size; `nil` when the deadline passes first.
  private static func read(_ file: Int32, until deadline: UInt64) -> [UInt8]? {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let now = Clock.monotonicNanoseconds()
      if now >= deadline { return nil }
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32((deadline - now) / 1_000_000 + 1)) > 0 else { continue }
      let count = libcRead(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return output }
      if output.count < Limits.keyBytes { output += chunk[..<count] }
    }
  }

  /// The wait status; `nil` when the deadline passes first.
  private static func wait(
    for pid: pid_t, among running: RunningCommands, until deadline: UInt64
  ) -> Int32? {
    while true {
      if let status = running.reap(pid) { return status }
      if Clock.monotonicNanoseconds() >= deadline { return nil }
      // It has closed its output, so it is about to end; there is no descriptor to wait for.
      _ = poll(nil, 0, 5)
    }
  }
}
