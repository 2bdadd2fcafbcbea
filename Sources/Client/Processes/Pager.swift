#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program in which people read output that is longer than their terminal.
package struct Pager {
  private let command: String

  /// `$PAGER`, else less(1) where it is on PATH; `nil` when that is empty or cat(1).
  package init?(_ environment: Environment) {
    let found = Executables.find("less", beside: nil, path: environment["PATH"])
    guard let command = environment["PAGER"] ?? found, command != "cat" else { return nil }
    self.command = command
  }

  /// Runs `body` with standard output going to the pager, and returns when the person has left it.
  /// Meanwhile Ctrl-C goes to the pager. Leaving it early is no error; a missing pager is one.
  package func show(_ body: () throws -> Void) throws {
    let terminal = fcntl(1, F_DUPFD_CLOEXEC, 3)
    var ends: [Int32] = [-1, -1]
    guard terminal >= 0, pipe(&ends) == 0 else {
      throw ClientError.system(LibC.message("No pipe can be made"))
    }
    defer { SmallFile.close(terminal) }
    for file in ends { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let pid: pid_t
    do throws(ClientError) {
      pid = try start(reading: ends[0])
    } catch {
      for file in ends { SmallFile.close(file) }
      throw error
    }
    SmallFile.close(ends[0])
    dup2(ends[1], 1)
    SmallFile.close(ends[1])
    let result = Result { try body() }
    // This closes the pager's input; later output goes to the terminal again.
    dup2(terminal, 1)
    let end = ProcessEnd(waited: Spawn.wait(for: pid))
    guard !end.isNoStart else {
      throw ClientError.usage(
        "The pager “\(command)”, which PAGER names, \(end.words). --no-pager does without it.")
    }
    do {
      try result.get()
    } catch ClientError.outputClosed {
      return
    }
  }

  /// Starts it through the shell, because the variable may contain options. Unless their own
  /// variables are set, less(1) and more(1) are told to show styles, and to leave at once when
  /// everything fits on the screen.
  private func start(reading file: Int32) throws(ClientError) -> pid_t {
    setenv("LESS", "FRX", 0)
    setenv("LV", "-c", 0)
    let spawn = Spawn()
    spawn.give(file, as: 0)
    spawn.restore([SIGINT, SIGPIPE])
    switch spawn.start("/bin/sh", ["sh", "-c", "exec \(command)"]) {
    case .success(let pid): return pid
    case .failure(let why): throw .system(LibC.message("\(command) can't be started", why.errno))
    }
  }
}
