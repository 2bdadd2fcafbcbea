import Logging
import Store
import Synchronization
import Wire

/// One connection's subscription to its user's events. It holds only its place in the feed.
///
/// The next events are always read from the database, a page at a time and only while the client
/// reads. Events that were not sent stay there, so none is lost, repeated or held in memory.
final class Subscription: Sendable {
  private enum Phase {
    /// The request for the subscription is not answered yet.
    case opening
    /// All announced events are sent.
    case resting
    case reading
    /// The client has to read before more is sent.
    case full
    case over
  }

  private struct State {
    /// The last event that was sent.
    var place: Sequence
    /// The newest event that was announced.
    var newest: Sequence
    var phase = Phase.opening
  }

  private static let page = PageLimit(trusted: PageLimit.range.upperBound)

  private let owned: OwnedStore
  private let outlet: any Outlet
  private let log: Logger
  private let state: Mutex<State>

  init(_ owned: OwnedStore, _ outlet: any Outlet, after place: Sequence, log: Logger) {
    self.owned = owned
    self.outlet = outlet
    self.log = log
    state = Mutex(State(place: place, newest: place))
  }

  /// Sends the events so far, then new ones. Call it after the answer was sent and the subscription
  /// was registered.
  func begin() {
    move(from: .opening)
  }

  /// Announces the newest committed event. Can be called on any thread, and returns at once.
  func heard(_ newest: Sequence) {
    let isNews = state.withLock { state in
      state.newest = max(state.newest, newest)
      return state.newest > state.place
    }
    if isNews { move(from: .resting) }
  }

  /// Ends the subscription; nothing is sent after this has returned.
  func end() {
    state.withLock { $0.phase = .over }
  }

  /// Starts reading, unless another thread has already started.
  private func move(from phase: Phase) {
    let isMine = state.withLock { state in
      guard state.phase == phase else { return false }
      state.phase = .reading
      return true
    }
    if isMine { readOn() }
  }

  /// Reads the next page. Only the caller that moved the phase to `reading` may call it.
  private func readOn() {
    guard !outlet.isAbandoned else { return end() }
    guard outlet.unreadBytes < Limits.eventBacklogBytes else {
      let isOver = state.withLock { state in
        if state.phase == .reading { state.phase = .full }
        return state.phase == .over
      }
      guard !isOver else { return }
      outlet.whenRoom(below: Limits.eventBacklogBytes) { [weak self] in self?.move(from: .full) }
      return
    }
    let place = state.withLock { $0.place }
    owned.scan({ try $0.events(since: place, limit: Self.page) }) { [self] in take($0) }
  }

  private func take(_ result: Result<EventList.Result, any Error>) {
    switch result {
    case .success(let page):
      let hasMore = state.withLock { state in
        guard state.phase == .reading else { return false }
        for event in page.data {
          outlet.send(Outbound.notification(EventChanged.self, event))
          state.place = event.seq
        }
        if state.place < max(page.seq, state.newest) { return true }
        state.phase = .resting
        return false
      }
      if hasMore { readOn() }
    case .failure(let fault as Fault) where fault.kind == .gone:
      state.withLock { state in
        guard state.phase == .reading else { return }
        state.phase = .over
        let oldest = Sequence(fault.data.oldest ?? 0)
        outlet.send(
          Outbound.notification(EventGone.self, .init(seq: state.place, oldest: oldest)))
      }
    case .failure(let fault as Fault) where fault.kind == .unauthenticated:
      // The token has expired: this connection may see no more events.
      end()
    case .failure(let error):
      // The place does not change, so the next commit makes it read again.
      state.withLock { if $0.phase == .reading { $0.phase = .resting } }
      log.warning("events could not be read: \(error)")
    }
  }
}
