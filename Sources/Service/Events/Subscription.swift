import Logging
import Store
import Synchronization
import Wire

/// One connection that follows its user's events: a place in the feed, and nothing that waits.
///
/// What comes next is always read from the database, a page at a time and only while the client
/// reads: what was not sent is kept there, so nothing is lost, doubled or held in memory.
final class Subscription: Sendable {
  private enum Phase {
    /// Its request is not answered yet.
    case opening
    /// Everything that it was told of is sent.
    case resting
    case reading
    /// The client has to read first.
    case full
    case over
  }

  private struct State {
    /// The last event that was sent.
    var place: Sequence
    /// The newest event that it was told of.
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

  /// Sends what there is, then what comes. The answer has left, and every commit is heard by now.
  func begin() {
    move(from: .opening)
  }

  /// Something was committed; from any thread, returns at once.
  func heard(_ newest: Sequence) {
    let isNews = state.withLock { state in
      state.newest = max(state.newest, newest)
      return state.newest > state.place
    }
    if isNews { move(from: .resting) }
  }

  /// Nothing is sent after it has returned.
  func end() {
    state.withLock { $0.phase = .over }
  }

  /// Starts reading, unless somebody else has.
  private func move(from phase: Phase) {
    let isMine = state.withLock { state in
      guard state.phase == phase else { return false }
      state.phase = .reading
      return true
    }
    if isMine { readOn() }
  }

  /// In phase `reading`, as whoever moved it there.
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
      // Its token has expired: nothing more is this connection's to know.
      end()
    case .failure(let error):
      // The place stays: the next commit makes it read again.
      state.withLock { if $0.phase == .reading { $0.phase = .resting } }
      log.warning("events could not be read: \(error)")
    }
  }
}
