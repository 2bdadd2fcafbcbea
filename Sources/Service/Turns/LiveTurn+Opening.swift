import OpenAI
import Synchronization

/// The steps of a turn until its row is written. Each is taken once, by whoever comes first: the
/// writer, the provider, or somebody who stops the turn.
extension LiveTurn {
  /// Nothing of it is to be written any more.
  struct Withdrawn: Error {}

  /// What the search for its model may do.
  enum Search {
    case goesOn
    /// Somebody wants the turn to end, and leaves that to the caller.
    case stopped
    /// It has ended.
    case over
  }

  /// In the write of its row, which may run twice: from here on the row says what becomes of it.
  func beginWriting() throws(Withdrawn) {
    let isWanted = state.withLock { state in
      guard case .opening = state.phase else { return false }
      state.isBeingWritten = true
      return true
    }
    if !isWanted { throw Withdrawn() }
  }

  /// From opening to its end; false when somebody has taken that step.
  func leavesOpening() -> Bool {
    state.withLock { state in
      guard case .opening = state.phase else { return false }
      state.phase = .ending
      return true
    }
  }

  /// The same, unless its row may be there already.
  func leavesOpeningUnwritten() -> Bool {
    state.withLock { state in
      guard case .opening = state.phase, !state.isBeingWritten else { return false }
      state.phase = .ending
      return true
    }
  }

  /// From opening to the search for its model. What was sent behind it need not wait for that.
  func beginFindingModel() -> Search {
    let (search, readers) = state.withLock { state -> (Search, [@Sendable () -> Void]) in
      guard case .opening = state.phase else { return (.over, []) }
      if state.isCalledOff { state.stop = state.stop ?? .cancelled }
      guard state.stop == nil else {
        state.phase = .ending
        return (.stopped, [])
      }
      state.phase = .findingModel(leave: {})
      state.isBeingWritten = false
      defer { state.whenReadable = [] }
      return (.goesOn, state.whenReadable)
    }
    for body in readers { body() }
    return search
  }

  /// Remembers how to leave the search; false when it is over.
  func findsModel(leave: @escaping ModelSource.Cancel) -> Bool {
    state.withLock { state in
      guard case .findingModel = state.phase else { return false }
      state.phase = .findingModel(leave: leave)
      return true
    }
  }

  /// Back to opening; false when somebody has ended it meanwhile.
  func endFindingModel() -> Bool {
    state.withLock { state in
      guard case .findingModel = state.phase else { return false }
      state.phase = .opening(mayStart: false)
      return true
    }
  }

  /// Whether it can end without a trace. One that is being written right now ends so if nothing
  /// comes of that.
  func isCalledOffUnwritten() -> Bool {
    state.withLock { state in
      state.isCalledOff = true
      return switch state.phase {
      case .opening: !state.isBeingWritten
      case .findingModel: true
      case .waiting, .starting, .running, .ending, .over: false
      }
    }
  }

  /// Whether somebody wants it to end before its model does.
  var isStopped: Bool { state.withLock { $0.stop != nil } }
}
