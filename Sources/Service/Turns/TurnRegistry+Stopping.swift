import OpenAI
import Store
import Synchronization
import Wire

/// Ending turns before their model does.
extension TurnRegistry {
  /// Stops a turn; who wants to know when it has ended asks it.
  func stop(_ live: LiveTurn, _ why: LiveTurn.Stop) {
    let (cancel, isWaiting) = live.state.withLock { state -> (ModelSource.Cancel?, Bool) in
      if state.stop == nil { state.stop = why }
      switch state.phase {
      case .running(let cancel): return (cancel, false)
      case .waiting:
        state.phase = .ending
        return (nil, true)
      // These look at `stop` when they come to their next step.
      case .opening, .starting: return (nil, false)
      case .ending, .over: return (nil, false)
      }
    }
    cancel?()
    if isWaiting { giveUp(live) }
  }

  /// Ends every turn on a thread and keeps new ones away until `reopen`; `then` runs when it is quiet.
  func quiet(_ place: TurnQueue.Place, then: @escaping @Sendable () -> Void) {
    let turns = state.withLock { state in
      state.closing.insert(place)
      return state.queue.turns(at: place).compactMap { state.live[$0] }
    }
    let remaining = Countdown(turns.count, then)
    for turn in turns {
      turn.whenEnded { _ in remaining.tick() }
      stop(turn, .cancelled)
    }
  }

  /// Ends every turn of a user and keeps new ones away until `reopen`; `then` runs when it is quiet.
  func quiet(_ user: UserKey, then: @escaping @Sendable () -> Void) {
    let turns = state.withLock { state in
      state.leaving.insert(user)
      return state.live.values.filter { $0.key.owner == user }
    }
    let remaining = Countdown(turns.count, then)
    for turn in turns {
      turn.whenEnded { _ in remaining.tick() }
      stop(turn, .cancelled)
    }
  }

  func reopen(_ user: UserKey) {
    state.withLock { _ = $0.leaving.remove(user) }
  }

  func reopen(_ place: TurnQueue.Place) {
    state.withLock { _ = $0.closing.remove(place) }
  }

  /// Lets no turn begin, ends what waits, gives what runs `grace` to finish, then interrupts it.
  func shutDown(grace: Duration) async {
    let waiting = state.withLock { state in
      state.isShuttingDown = true
      return state.live.values.filter { !$0.isRunning }
    }
    for turn in waiting { stop(turn, .shutDown) }
    if await isIdle(within: grace) { return }
    for turn in state.withLock({ Array($0.live.values) }) { stop(turn, .shutDown) }
    _ = await isIdle(within: .seconds(5))
  }

  private func isIdle(within limit: Duration) async -> Bool {
    let (idle, signal) = AsyncStream<Void>.makeStream()
    let isIdleNow = state.withLock { state in
      if !state.live.isEmpty { state.whenIdle.append { signal.finish() } }
      return state.live.isEmpty
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

extension LiveTurn {
  /// Whether the provider has been asked, or is about to be.
  var isRunning: Bool {
    state.withLock { state in
      switch state.phase {
      case .starting, .running, .ending: true
      case .opening, .waiting, .over: false
      }
    }
  }
}
