import Synchronization
import Turns
import Wire

/// The output of one turn so far, and the connections that follow it.
///
/// A new watcher gets the output so far and is added to the list under the same lock under which
/// deltas are published: it misses none and gets none twice. Publishing never waits for a watcher.
final class Feed: Sendable {
  private struct State {
    var script = Script()
    /// The turn as `turn/started` sent it; `nil` before that.
    var started: Noun.Turn?
    var watchers: [FollowerID: Watcher] = [:]
    /// `turn/ended`, once it was sent.
    var last: [UInt8]?
  }

  private let turn: TurnID
  private let state = Mutex(State())

  init(of turn: TurnID) {
    self.turn = turn
  }

  /// The output so far.
  var script: Script { state.withLock { $0.script } }

  func publish(_ text: String, as voice: TurnDelta.Voice) {
    state.withLock { state in
      let seq = state.script.append(text, as: voice)
      guard !state.watchers.isEmpty else { return }
      // All watchers without an interval are sent the same bytes.
      let delta = TurnDelta.Params(turnId: turn, seq: seq, kind: voice, text: text)
      let bytes = Outbound.notification(TurnDelta.self, delta)
      for id in state.watchers.keys {
        guard let due = state.watchers[id]?.offer(delta, encoded: bytes) else { continue }
        flush(id, in: due)
      }
    }
  }

  /// Turns the text so far into reasoning, or the reasoning into text. All watchers are told to watch
  /// again, because the output that they have is no longer right.
  func revise(_ change: (inout Script) -> Void) {
    state.withLock { state in
      change(&state.script)
      for id in state.watchers.keys { state.watchers[id]?.lag() }
    }
  }

  /// Tells all watchers that the turn runs.
  func start(_ turn: Noun.Turn) {
    let message = Outbound.notification(TurnStarted.self, .init(turn))
    state.withLock { state in
      state.started = turn
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
    }
  }

  /// Sends all watchers a message that is no delta.
  func announce(_ message: [UInt8]) {
    state.withLock { state in
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
    }
  }

  /// Sends the last message. Then nobody follows any more; later watchers are sent this message at once.
  func finish(_ message: [UInt8]) {
    state.withLock { state in
      state.last = message
      for id in state.watchers.keys { state.watchers[id]?.announce(message) }
      state.watchers = [:]
    }
  }

  /// Lets a session follow from now on. `first` gets the output so far and, if it has started, the
  /// turn; it sends what must come before the next delta. A session that already follows starts again.
  /// After the last message there is nothing to follow.
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
