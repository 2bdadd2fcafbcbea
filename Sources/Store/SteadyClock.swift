import GRDB
import Synchronization
package import Wire

/// Whether the wall clock may be believed when it makes something old enough to be erased.
///
/// A clock that is years ahead, until somebody sets it right, makes everything old at once. So the
/// clock is held against the time that has passed since the start, and at the start against what was
/// written last; after a jump nothing is erased by age until it has kept pace for a day.
package final class SteadyClock: Sendable {
  /// The clock has jumped when it is further than this from where running time has brought it.
  package static let jumpSeconds: Int64 = 3600
  /// How long it has to keep pace after a jump.
  package static let settlingSeconds: Int64 = 86_400
  /// At the start it is doubted when nothing was written in so many days: it may be that nobody
  /// was here, or that the clock is ahead.
  package static let silenceDays: Int64 = 30

  /// Why nothing is erased by age.
  package struct Doubt: Sendable, Equatable {
    package let reason: Reason
    /// How long it has to keep pace from now on.
    package let leftSeconds: Int64
  }

  package enum Reason: Sendable, Equatable {
    /// It jumped by so many seconds; back when they are negative.
    case jumped(seconds: Int64)
    /// By the clock nothing was written for so many seconds.
    case silence(seconds: Int64)
  }

  /// The milliseconds that have passed since the process began to count, whatever the clock does.
  package static let sinceStart: @Sendable () -> Int64 = {
    let start = ContinuousClock.now
    return { Int64((ContinuousClock.now - start) / .milliseconds(1)) }
  }()

  private struct State {
    /// Where both clocks stood at the start or after the last jump.
    var wall: Int64
    var running: Int64
    var doubt: (since: Int64, reason: Reason)?
  }

  private let state: Mutex<State>
  private let running: @Sendable () -> Int64
  private let whenJumped: @Sendable (Doubt) -> Void

  /// `running` are the milliseconds that have passed since any moment, whatever the clock does.
  /// `whenJumped` is told of each jump, from whatever thread sees it.
  init(
    at wall: Timestamp, running: @escaping @Sendable () -> Int64,
    whenJumped: @escaping @Sendable (Doubt) -> Void
  ) {
    self.running = running
    self.whenJumped = whenJumped
    state = Mutex(State(wall: wall.milliseconds, running: running()))
  }

  /// What was written before the last day began, and last of all: a clock that has just jumped has
  /// marked what was written since.
  func begin(lastWrites: (beforeToday: Timestamp?, ever: Timestamp?), at wall: Timestamp) {
    let silence = (wall.milliseconds - (lastWrites.beforeToday ?? wall).milliseconds) / 1000
    let future = ((lastWrites.ever ?? wall).milliseconds - wall.milliseconds) / 1000
    if silence > (Self.silenceDays + 1) * 86_400 {
      doubt(.silence(seconds: silence), at: wall)
    } else if future > Self.jumpSeconds {
      doubt(.jumped(seconds: -future), at: wall)
    }
  }

  /// `nil` when the clock may be believed.
  package func doubt(at wall: Timestamp) -> Doubt? {
    let running = running()
    let (isNew, doubt) = state.withLock { state -> (Bool, Doubt?) in
      let apart = (wall.milliseconds - state.wall - (running - state.running)) / 1000
      if abs(apart) > Self.jumpSeconds {
        let reason = Reason.jumped(seconds: apart)
        state = State(wall: wall.milliseconds, running: running, doubt: (running, reason))
        return (true, Doubt(reason: reason, leftSeconds: Self.settlingSeconds))
      }
      guard let doubt = state.doubt else { return (false, nil) }
      let left = Self.settlingSeconds - (running - doubt.since) / 1000
      guard left > 0 else {
        state.doubt = nil
        return (false, nil)
      }
      return (false, Doubt(reason: doubt.reason, leftSeconds: left))
    }
    if isNew, let doubt { whenJumped(doubt) }
    return doubt
  }

  private func doubt(_ reason: Reason, at wall: Timestamp) {
    let running = running()
    state.withLock { state in
      state = State(wall: wall.milliseconds, running: running, doubt: (running, reason))
    }
    whenJumped(Doubt(reason: reason, leftSeconds: Self.settlingSeconds))
  }
}

extension SteadyClock {
  /// When something was written last: before the day that ends now, and ever.
  static func lastWrites(
    at now: Timestamp, _ db: Database
  ) throws -> (beforeToday: Timestamp?, ever: Timestamp?) {
    let row = try db.first(
      """
      SELECT
        max((
          SELECT at FROM event WHERE event.user = user.id AND at < ?1 ORDER BY seq DESC LIMIT 1
        )),
        max((SELECT at FROM event WHERE event.user = user.id ORDER BY seq DESC LIMIT 1))
      FROM user
      """, .integer(now.milliseconds - settlingSeconds * 1000)
    ) { (beforeToday: $0.timeIfPresent(), ever: $0.timeIfPresent()) }
    return row ?? (nil, nil)
  }
}
