import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The key commands that run now, so that none of them outlives the process that asked for a key.
///
/// A process is waited for under the same lock under which it is ended: no signal reaches a group
/// whose number has gone to somebody else.
final class RunningCommands: Sendable {
  private struct State {
    var groups: Set<pid_t> = []
    /// Set once: nothing starts after it.
    var isOver = false
  }

  static let ofProcess = RunningCommands()

  private let state = Mutex(State())

  /// Starts one that leads a group of its own. Under the lock: none slips through while all are
  /// ended.
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

  /// The wait status of one that has ended; 0 where somebody else reaps children, nil while it runs.
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

  /// Ends one with all that it has started.
  func end(_ leader: pid_t) {
    state.withLock { state in
      guard state.groups.remove(leader) != nil else { return }
      kill(-leader, SIGKILL)
      var ignored: Int32 = 0
      while waitpid(leader, &ignored, 0) < 0, errno == EINTR {}
    }
  }

  /// Ends all of them, and lets none start after that; whoever waits for one is told that it was
  /// ended by a signal.
  func endAll() {
    state.withLock { state in
      state.isOver = true
      for leader in state.groups { kill(-leader, SIGKILL) }
    }
  }
}
