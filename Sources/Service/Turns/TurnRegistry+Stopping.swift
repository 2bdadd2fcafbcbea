import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// Ending turns before their model does.
extension TurnRegistry {
  /// Stops a turn; who wants to know when it has ended asks it.
  func cancel(_ live: LiveTurn) {
    take(.stopped(.cancelled), of: live)
  }

  /// Ends a turn that was asked for and is not written down yet; any other goes on.
  func callOff(_ live: LiveTurn) {
    take(.calledOff, of: live)
  }

  /// Whether somebody wants a turn to end before its model does, or that has come to pass with
  /// nothing left of it.
  func isStopped(_ live: LiveTurn) -> Bool {
    live.state.withLock { $0.isWithdrawn } || state.withLock { $0.machine.isStopped(live.ticket) }
  }

  /// Ends every turn on a thread and keeps new ones away until `reopen`; `then` runs when it is quiet.
  func quiet(_ place: TurnPlace, then: @escaping @Sendable () -> Void) {
    quiet({ $0.close(place) }, then: then)
  }

  /// Ends every turn of a user and keeps new ones away until `reopen`; `then` runs when it is quiet.
  func quiet(_ user: UserKey, then: @escaping @Sendable () -> Void) {
    quiet({ $0.close(user) }, then: then)
  }

  private func quiet(
    _ close: (inout TurnMachine) -> (turns: [TurnTicket], effects: [TurnEffect]),
    then: @escaping @Sendable () -> Void
  ) {
    let (turns, steps) = state.withLock { state in
      let closed = close(&state.machine)
      // Found before a step retires one of them.
      let turns = closed.turns.compactMap { state.live[$0] }
      return (turns, state.steps(closed.effects))
    }
    let remaining = Countdown(turns.count, then)
    for turn in turns { turn.whenEnded { _ in remaining.tick() } }
    perform(steps)
  }

  func reopen(_ user: UserKey) {
    state.withLock { $0.machine.reopen(user) }
  }

  func reopen(_ place: TurnPlace) {
    state.withLock { $0.machine.reopen(place) }
  }

  /// Lets no turn begin, ends what waits, gives what runs `grace` to finish, then interrupts it.
  func shutDown(grace: Duration) async {
    perform(state.withLock { $0.steps($0.machine.shutDown()) })
    if await isIdle(within: grace) { return }
    perform(state.withLock { $0.steps($0.machine.interrupt()) })
    _ = await isIdle(within: .seconds(5))
  }

  private func isIdle(within limit: Duration) async -> Bool {
    let (idle, signal) = AsyncStream<Void>.makeStream()
    let isIdleNow = state.withLock { state in
      if !state.machine.isIdle { state.whenIdle.append { signal.finish() } }
      return state.machine.isIdle
    }
    if isIdleNow { return true }
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await _ in idle {}
        return !Task.isCancelled
      }
      group.addTask {
        do { try await Task.sleep(for: limit) } catch { return true }
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
  }
}
