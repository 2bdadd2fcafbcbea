import GRDB
import Synchronization
package import Wire

/// Decides whether the wall clock can be trusted before data is erased because of its age.
///
/// A clock that is wrongly years ahead makes all data old at once. So the clock is compared with
/// the time that has passed since the start, and at the start with the times of the last writes.
/// After a jump nothing is erased by age until the clock has run steadily for a day.
package final class SteadyClock: Sendable {
  /// The clock has jumped when it differs from the running time by more than this.
  package static let jumpSeconds: Int64 = 3600
  /// How long it must run steadily after a jump.
  package static let settlingSeconds: Int64 = 86_400
  /// At the start the clock is doubted when the last write is older than this, not counting the
  /// writes of the last day: perhaps nobody used the daemon, or the clock is ahead.
  package static let silenceDays: Int64 = 30

  /// Why nothing is erased by age.
  package struct Doubt: Sendable, Equatable {
    package let reason: Reason
    /// How much longer the clock must run steadily.
    package let leftSeconds: Int64
  }

  package enum Reason: Sendable, Equatable {
    /// The clock jumped by this many seconds, backwards when negative.
    case jumped(seconds: Int64)
    /// By the clock, nothing was written for this many seconds.
    case silence(seconds: Int64)
  }

  /// The milliseconds since the process began to count; they do not depend on the wall clock.
  package static let sinceStart: @Sendable () -> Int64 = {
    let start = ContinuousClock.now
    return { Int64((ContinuousClock.now - start) / .milliseconds(1)) }
  }()

  private struct State {
    /// The values of both clocks at the start or after the last jump.
    var wall: Int64
    var running: Int64
    var doubt: (since: Int64, reason: Reason)?
  }

  private let state: Mutex<State>
  private let running: @Sendable () -> Int64
  private let whenJumped: @Sendable (Doubt) -> Void

  /// `running` returns the milliseconds since some fixed moment, independent of the wall clock.
  /// `whenJumped` is called for each jump, on the thread that notices it.
  init(
    at wall: Timestamp, running: @escaping @Sendable () -> Int64,
    whenJumped: @escaping @Sendable (Doubt) -> Void
  ) {
    self.running = running
    self.whenJumped = whenJumped
    state = Mutex(State(wall: wall.milliseconds, running: running()))
  }

  /// Takes the times of the last write before the last day, and of the last write of all: a clock
  /// that has just jumped has also stamped the newest writes.
  func begin(lastWrites: (beforeToday: Timestamp?, ever: Timestamp?), at wall: Timestamp) {
    let silence = (wall.milliseconds - (lastWrites.beforeToday ?? wall).milliseconds) / 1000
    let future = ((lastWrites.ever ?? wall).milliseconds - wall.milliseconds) / 1000
    if silence > Self.silenceDays * 86_400 {
      doubt(.silence(seconds: silence), at: wall)
    } else if future > Self.jumpSeconds {
      doubt(.jumped(seconds: -future), at: wall)
    }
  }

  /// `nil` when the clock can be trusted.
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
  /// The time of the last write before the day that ends now, and of the last write of all.
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
