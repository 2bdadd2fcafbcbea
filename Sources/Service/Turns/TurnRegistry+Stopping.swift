import OpenAI
import Store
import Synchronization
import Turns
import Wire

/// Ends turns before their model has finished.
extension TurnRegistry {
  /// Stops a turn. `LiveTurn.whenEnded` says when it has ended.
  func cancel(_ live: LiveTurn) {
    take(.stopped(.cancelled), of: live)
  }

  /// Ends a turn whose row is not being written yet; any other turn continues.
  func callOff(_ live: LiveTurn) {
    take(.calledOff, of: live)
  }

  /// Whether a turn was stopped before its model has finished, also if it has ended by that and left no
  /// trace.
  func isStopped(_ live: LiveTurn) -> Bool {
    live.state.withLock { $0.isWithdrawn } || state.withLock { $0.machine.isStopped(live.ticket) }
  }

  /// Ends all turns of a thread and refuses new ones until `reopen`; `then` runs when all have ended.
  func quiet(_ place: TurnPlace, then: @escaping @Sendable () -> Void) {
    quiet({ $0.close(place) }, then: then)
  }

  /// Ends all turns of a user and refuses new ones until `reopen`; `then` runs when all have ended.
  func quiet(_ user: UserKey, then: @escaping @Sendable () -> Void) {
    quiet({ $0.close(user) }, then: then)
  }

  private func quiet(
    _ close: (inout TurnMachine) -> (turns: [TurnTicket], effects: [TurnEffect]),
    then: @escaping @Sendable () -> Void
  ) {
    let (turns, steps) = state.withLock { state in
      let closed = close(&state.machine)
      // Looked up before a step retires one of them.
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

  /// Refuses new turns, ends those that wait, lets those that run finish within `grace`, then interrupts
  /// them.
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
