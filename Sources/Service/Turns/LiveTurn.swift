import OpenAI
import Store
import Synchronization
import Wire

/// One turn from the moment it was asked for until it has ended: what is known of it, and who waits.
final class LiveTurn: Sendable {
  /// Where it stands. Each step is taken once, under the lock.
  enum Phase {
    /// Its row is to be written; `mayStart` when its place in the queue has come meanwhile.
    case opening(mayStart: Bool)
    /// Nothing is written: its provider is asked which model it has.
    case findingModel(leave: ModelSource.Cancel)
    case waiting
    /// Its start is written and the provider is about to be asked.
    case starting
    case running(cancel: ModelSource.Cancel)
    /// Its end is being written.
    case ending
    case over
  }

  /// Why somebody wants it to end before the model does.
  enum Stop {
    case cancelled
    case shutDown
  }

  /// How it ended, as everybody who waits is told.
  enum Ending: Sendable {
    case ended(Ended)
    /// It never came to be, or what became of it could not be written.
    case refused(Fault)
    /// It was known, and had ended before this daemon looked.
    case past(Noun.Turn)
  }

  /// The turn after its end, with the pair it wrote; an ephemeral turn has no thread.
  struct Ended: Sendable {
    let turn: Noun.Turn
    let thread: Noun.Thread?
    let messages: [Noun.Message]
  }

  struct State {
    var phase = Phase.opening(mayStart: false)
    var stop: Stop?
    var turn: Noun.Turn?
    var thread: Noun.Thread?
    var choice: ModelDirectory.Choice?
    var draft: Draft?
    var ending: Ending?
    /// The write of its row has begun: from here on the row says what becomes of it.
    var isBeingWritten = false
    /// It is not to go on unless its row is written.
    var isCalledOff = false
    /// Why its end could not be written so far; it is tried again.
    var refusal: Fault?
    /// The next try to write its end; to cancel it is to try at once.
    var endRetry: Task<Void, Never>?
    var whenReadable: [@Sendable () -> Void] = []
    var whenOpened: [@Sendable () -> Void] = []
    var whenEnded: [@Sendable (Ending) -> Void] = []
    /// How much of each voice is on disk, in UTF-8 bytes.
    var kept = (text: 0, reasoning: 0)
    /// The revision of what was said that it is a part of.
    var keptRevision = Sequence(0)
    var isKeepDue = false
  }

  let key: TurnKey
  let place: TurnQueue.Place
  let request: TurnRequest
  /// The turn whose question it asks again.
  let retryOf: TurnID?
  let fingerprint: Fingerprint
  let owned: OwnedStore
  let feed: Feed
  /// Decided before the pair is written, so that writing it twice writes it once.
  let messageIDs: (user: MessageID, assistant: MessageID)
  let state = Mutex(State())

  init(
    key: TurnKey, place: TurnQueue.Place, request: TurnRequest, retryOf: TurnID?,
    fingerprint: Fingerprint, owned: OwnedStore, ids: IDSource
  ) {
    self.key = key
    self.place = place
    self.request = request
    self.retryOf = retryOf
    self.fingerprint = fingerprint
    self.owned = owned
    feed = Feed(of: key.id)
    messageIDs = (ids.next(), ids.next())
  }

  var isEphemeral: Bool { request.ephemeral ?? false }

  /// Itself, for who asks under its id; `conflict` when that is with another body.
  func asked(as fingerprint: Fingerprint) throws(Fault) -> LiveTurn {
    guard fingerprint == self.fingerprint else {
      throw .conflict("That id is another turn's, with another body.", field: "id")
    }
    return self
  }

  /// The turn as it is now; `nil` while its row is being written.
  var turn: Noun.Turn? { state.withLock { $0.turn } }

  var thread: Noun.Thread? { state.withLock { $0.thread } }

  /// Runs `body` when what was sent behind the turn need not wait for it: its row is written or
  /// refused, or that waits for a provider. At once when that is past.
  func whenReadable(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      switch state.phase {
      case .opening:
        state.whenReadable.append(body)
        return false
      case .findingModel, .waiting, .starting, .running, .ending, .over: return true
      }
    }
    if now { body() }
  }

  /// Runs `body` when the turn's row is written or refused; at once when that is past.
  func whenOpened(_ body: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if state.turn != nil || state.ending != nil { return true }
      state.whenOpened.append(body)
      return false
    }
    if now { body() }
  }

  /// Runs `body` when the turn has ended, or its end can't be written; at once when that is so.
  func whenEnded(_ body: @escaping @Sendable (Ending) -> Void) {
    let ending = state.withLock { state in
      let ending = state.ending ?? state.refusal.map { .refused($0) }
      if ending == nil { state.whenEnded.append(body) }
      return ending
    }
    if let ending { body(ending) }
  }

  /// Tells everybody who waits. The first ending holds.
  func conclude(_ ending: Ending) {
    let waiting = state.withLock { state -> State? in
      guard state.ending == nil else { return nil }
      state.ending = ending
      state.phase = .over
      defer { (state.whenReadable, state.whenOpened, state.whenEnded) = ([], [], []) }
      return state
    }
    guard let waiting else { return }
    for body in waiting.whenOpened { body() }
    for body in waiting.whenReadable { body() }
    for body in waiting.whenEnded { body(ending) }
  }
}
