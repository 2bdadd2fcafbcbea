import OpenAI
import Store
import Synchronization
import Wire

/// Ending turns before their model does.
extension TurnRegistry {
  /// How long the write of a turn's row may wait for the writer once the turn is to end.
  static let openingGrace = Duration.milliseconds(500)

  /// Stops a turn; who wants to know when it has ended asks it.
  func stop(_ live: LiveTurn, _ why: LiveTurn.Stop) {
    let step = live.state.withLock { state -> StopStep? in
      if state.stop == nil { state.stop = why }
      switch state.phase {
      case .running(let cancel): return .cancel(cancel)
      case .waiting:
        state.phase = .ending
        return .giveUp
      case .findingModel(let leave):
        state.phase = .ending
        return .withdraw(leave)
      // A row that is about to be written is written, and says that the turn was stopped.
      case .opening: return state.isBeingWritten ? nil : .withdrawSoon
      // It looks at `stop` when it comes to its next step.
      case .starting: return nil
      case .ending, .over: return nil
      }
    }
    switch step {
    case .cancel(let cancel): cancel()
    case .giveUp: giveUp(live)
    case .withdraw(let leave):
      leave()
      withdraw(live)
    case .withdrawSoon:
      Task {
        try await Task.sleep(for: Self.openingGrace)
        if live.leavesOpeningUnwritten() { withdraw(live) }
      }
    case nil: break
    }
  }

  /// What is left to do of stopping a turn.
  private enum StopStep {
    case cancel(ModelSource.Cancel)
    case giveUp
    case withdraw(ModelSource.Cancel)
    case withdrawSoon
  }

  /// Ends a turn that was asked for and is not written down yet; any other goes on.
  func callOff(_ live: LiveTurn) {
    if live.isCalledOffUnwritten() { stop(live, .cancelled) }
  }

  /// Ends a turn of which nothing is written: nothing is left of it.
  func withdraw(_ live: LiveTurn) {
    switch live.state.withLock({ $0.stop }) {
    case .shutDown: retire(live, .refused(.shuttingDown(turn: live.key.id)))
    case .cancelled, nil: retire(live, .ended(withdrawn(live)))
    }
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
    for turn in state.withLock({ Array($0.live.values) }) {
      turn.state.withLock { $0.endRetry }?.cancel()
    }
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
      case .opening, .findingModel, .waiting, .over: false
      }
    }
  }
}
