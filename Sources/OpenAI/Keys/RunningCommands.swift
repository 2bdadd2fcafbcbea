import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The key commands that are running, so that none of them outlives this process.
///
/// Waiting for a process and ending it take the same lock: so no signal is sent to a process group
/// whose number was reused.
final class RunningCommands: Sendable {
  private struct State {
    var groups: Set<pid_t> = []
    /// Set once: no command starts after it.
    var isOver = false
  }

  static let ofProcess = RunningCommands()

  private let state = Mutex(State())

  /// Starts a command that leads a process group of its own. Under the lock, so that none is missed
  /// when all are ended.
  func start(
    _ spawn: () throws(Failure) -> (pid: pid_t, output: Int32)
  ) throws(Failure) -> (pid: pid_t, output: Int32) {
    try state.withLock { (state) throws(Failure) in
      guard !state.isOver else {
        throw KeySource.noKey("the daemon is stopping (keyCommand)")
      }
      let child = try spawn()
      state.groups.insert(child.pid)
      return child
    }
  }

  /// The wait status of a command that has ended; 0 where other code reaps children, `nil` while it
  /// runs.
  func reap(_ leader: pid_t) -> Int32? {
    state.withLock { state in
      var status: Int32 = 0
      let ended = waitpid(leader, &status, WNOHANG)
      if ended == leader || ended < 0 && errno == ECHILD {
        state.groups.remove(leader)
        return ended == leader ? status : 0
      }
      return nil
    }
  }

  /// Ends a command with all processes that it has started.
  func end(_ leader: pid_t) {
    state.withLock { state in
      guard state.groups.remove(leader) != nil else { return }
      kill(-leader, SIGKILL)
      var ignored: Int32 = 0
      while waitpid(leader, &ignored, 0) < 0, errno == EINTR {}
    }
  }

  /// Ends all commands, and lets none start after that; callers that wait for one learn that a
  /// signal ended it.
  func endAll() {
    state.withLock { state in
      state.isOver = true
      for leader in state.groups { kill(-leader, SIGKILL) }
    }
  }
}
