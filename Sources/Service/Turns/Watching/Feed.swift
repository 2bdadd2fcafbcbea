import Synchronization
import Turns
import Wire

/// What one turn has said so far, and who is listening.
///
/// A new watcher takes what was said and its place in the tail under the same lock under which
/// deltas are published: no gap and no repeat. Publishing never waits for a watcher.
final class Feed: Sendable {
  private struct State {
    var script = Script()
    /// The turn as `turn/started` told it; `nil` before that.
    var started: Noun.Turn?
    var watchers: [FollowerID: Watcher] = [:]
    /// The last message, once it was sent.
    var last: [UInt8]?
  }

  private let turn: TurnID
  private let state = Mutex(State())

  init(of turn: TurnID) {
    self.turn = turn
  }

  /// What has been said so far.
  var script: Script { state.withLock { $0.script } }

  func publish(_ text: String, as voice: TurnDelta.Voice) {
    state.withLock { state in
      let seq = state.script.append(text, as: voice)
      guard !state.watchers.isEmpty else { return }
      // Every watcher that takes deltas as they come is sent the same bytes.
      let delta = TurnDelta.Params(turnId: turn, seq: seq, kind: voice, text: text)
      let bytes = Outbound.notification(TurnDelta.self, delta)
      for id in state.watchers.keys {
        guard let due = state.watchers[id]?.offer(delta, encoded: bytes) else { continue }
        flush(id, in: due)
      }
    }
  }

  /// Changes the voice of what was said so far. Everybody who follows is told to watch anew: what
  /// they have is not what was said.
  func revise(_ change: (inout Script) -> Void) {
    state.withLock { state in
      change(&state.script)
      for id in state.watchers.keys { state.watchers[id]?.lag() }
    }
  }

  /// Tells everybody who follows that the turn runs.
  func start(_ turn: Noun.Turn) {
    let message = Outbound.notification(TurnStarted.self, .init(turn))
    state.withLock { state in
      state.started = turn
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
    }
  }

  /// A message beside the deltas, for everybody who follows.
  func announce(_ message: [UInt8]) {
    state.withLock { state in
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
    }
  }

  /// The last message of all: nobody is listening after it, and who comes later is sent it at once.
  func finish(_ message: [UInt8]) {
    state.withLock { state in
      state.last = message
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
      state.watchers = [:]
    }
  }

  /// Lets a session follow from here. `first` is given what was said and, once it runs, the turn; it
  /// sends what must precede the tail. A session that followed already follows anew; after the last
  /// message nothing is followed any more.
  func attach(_ watcher: Watcher, first: (Script, Noun.Turn?) -> Void) {
    state.withLock { state in
      first(state.script, state.started)
      var watcher = watcher
      watcher.caughtUp(to: state.script.seq)
      if let last = state.last { return watcher.announce(last) }
      state.watchers[watcher.session] = watcher
    }
  }

  func detach(_ session: FollowerID) {
    state.withLock { _ = $0.watchers.removeValue(forKey: session) }
  }

  private func flush(_ watcher: FollowerID, in interval: Duration) {
    Task { [weak self] in
      try await Task.sleep(for: interval)
      self?.state.withLock { $0.watchers[watcher]?.flush() }
    }
  }
}
