package import Wire

/// Which turn runs when: one at a time on a thread in the order of arrival, a bounded number over
/// all threads, shared among the users who want them. A value: it decides, others act.
///
/// One user alone may have every slot. When several want one, the next that is free goes to the
/// user with the fewest turns running, among equals to who has had none for longest, and of their
/// threads to the longest-waiting.
package struct TurnQueue: Sendable {
  /// What became of an arrival.
  package enum Arrival: Sendable, Equatable {
    case runs
    case waits
  }

  private struct Line {
    var running: TurnKey?
    var waiting: [TurnKey] = []
    /// Whether its place is among those that are ready.
    var isReady = false
  }

  /// What one user has of the daemon.
  private struct Share {
    var running = 0
    var waiting = 0
    /// Which of all starts was this user's last; 0 before the first.
    var lastStart = 0
  }

  private let runningLimit: Int
  /// What the question of each turn that has not left holds, and all of them together.
  private var inputs: [TurnKey: Int] = [:]
  package private(set) var totalInputBytes = 0
  private var lines: [TurnPlace: Line] = [:]
  private var shares: [UserKey: Share] = [:]
  /// Turns that can't start yet, whatever is free.
  private var held: Set<TurnKey> = []
  /// Turns that have their thread still and their slot no more.
  private var slotless: Set<TurnKey> = []
  /// Threads on which nothing runs and something waits that may start, the longest-waiting first.
  private var ready: [TurnPlace] = []
  package private(set) var running = 0
  package private(set) var waiting = 0
  /// Turns that were given a slot so far.
  private var starts = 0

  package init(runningLimit: Int) {
    self.runningLimit = runningLimit
  }

  /// Takes a turn in, or refuses it: busy when it may not wait, overloaded when too many do, or when
  /// their questions hold too much memory beside one of so many bytes.
  package mutating func arrive(
    _ turn: TurnKey, at place: TurnPlace, ifBusy: IfBusy, inputBytes: Int = 0
  ) throws(Fault) -> Arrival {
    let isSmall = inputBytes <= Limits.smallBytes
    guard isSmall || totalInputBytes + inputBytes <= Limits.turnInputBytes else {
      throw .overloaded(
        "The questions of turns that have not ended hold \(totalInputBytes) bytes already.",
        retryAfterMs: 5000)
    }
    let arrival = try join(turn, at: place, ifBusy: ifBusy)
    inputs[turn] = inputBytes
    totalInputBytes += inputBytes
    return arrival
  }

  private mutating func join(
    _ turn: TurnKey, at place: TurnPlace, ifBusy: IfBusy
  ) throws(Fault) -> Arrival {
    var line = lines[place] ?? Line()
    if let ahead = line.running ?? line.waiting.first {
      guard ifBusy == .queue else { throw .busy(turn: ahead.id) }
    } else if running < runningLimit {
      line.running = turn
      keep(line, at: place)
      countRunning(1, of: place.owner)
      return .runs
    }
    guard line.waiting.count < Limits.queuedTurnsPerThread else {
      throw .overloaded(
        "\(Limits.queuedTurnsPerThread) turns wait on this thread already.", retryAfterMs: 5000)
    }
    try refuseCrowd(from: place.owner)
    line.waiting.append(turn)
    countWaiting(1, of: place.owner)
    keep(line, at: place)
    return .waits
  }

  /// A turn can't start yet: it gives back the slot that it may have, and is the next on its thread.
  /// Overloaded, as an arrival is, when too many wait.
  package mutating func hold(_ turn: TurnKey, at place: TurnPlace) throws(Fault) {
    guard var line = lines[place] else { return }
    if line.running == turn {
      try refuseCrowd(from: place.owner)
      line.running = nil
      line.waiting.insert(turn, at: 0)
      countWaiting(1, of: place.owner)
      countRunning(-1, of: place.owner)
    } else if !line.waiting.contains(turn) {
      return
    }
    held.insert(turn)
    keep(line, at: place)
  }

  /// A turn that was held may start when its turn comes.
  package mutating func release(_ turn: TurnKey, at place: TurnPlace) {
    guard held.remove(turn) != nil, let line = lines[place] else { return }
    keep(line, at: place)
  }

  /// A turn that ran gives its slot back and keeps its thread: only its end is still to be written.
  package mutating func giveSlotBack(_ turn: TurnKey, at place: TurnPlace) {
    guard lines[place]?.running == turn, slotless.insert(turn).inserted else { return }
    countRunning(-1, of: place.owner)
  }

  /// A turn has ended, or was taken out while it waited.
  package mutating func leave(_ turn: TurnKey, at place: TurnPlace) {
    totalInputBytes -= inputs.removeValue(forKey: turn) ?? 0
    guard var line = lines[place] else { return }
    held.remove(turn)
    if line.running == turn {
      line.running = nil
      if slotless.remove(turn) == nil { countRunning(-1, of: place.owner) }
    } else if let position = line.waiting.firstIndex(of: turn) {
      line.waiting.remove(at: position)
      countWaiting(-1, of: place.owner)
    }
    keep(line, at: place)
  }

  /// The next turn to start, now counted as running; `nil` when none may or all slots are taken.
  package mutating func next() -> TurnKey? {
    guard running < runningLimit else { return nil }
    guard let place = ready.min(by: { had(of: $0) < had(of: $1) }),
      var line = lines[place], let turn = line.waiting.first
    else { return nil }
    line.waiting.removeFirst()
    line.running = turn
    countRunning(1, of: place.owner)
    countWaiting(-1, of: place.owner)
    keep(line, at: place)
    return turn
  }

  /// The turns on a thread, the running one first.
  package func turns(at place: TurnPlace) -> [TurnKey] {
    guard let line = lines[place] else { return [] }
    return (line.running.map { [$0] } ?? []) + line.waiting
  }
}

extension TurnQueue {
  /// However many turns wait, a user who has none waiting may have one.
  private func refuseCrowd(from user: UserKey) throws(Fault) {
    guard waiting < Limits.queuedTurns || (shares[user]?.waiting ?? 0) == 0 else {
      throw .overloaded("\(Limits.queuedTurns) turns wait already.", retryAfterMs: 5000)
    }
  }

  /// What the owner of a place has had: less goes first.
  private func had(of place: TurnPlace) -> (running: Int, lastStart: Int) {
    let share = shares[place.owner] ?? Share()
    return (share.running, share.lastStart)
  }

  private mutating func countRunning(_ change: Int, of user: UserKey) {
    running += change
    shares[user, default: Share()].running += change
    if change > 0 {
      starts += 1
      shares[user, default: Share()].lastStart = starts
    }
    forgetIdle(user)
  }

  private mutating func countWaiting(_ change: Int, of user: UserKey) {
    waiting += change
    shares[user, default: Share()].waiting += change
    forgetIdle(user)
  }

  private mutating func forgetIdle(_ user: UserKey) {
    guard let share = shares[user], share.running == 0, share.waiting == 0 else { return }
    shares[user] = nil
  }

  /// Puts a line back, and its place among those that are ready or not.
  private mutating func keep(_ line: Line, at place: TurnPlace) {
    var line = line
    let mayStart = line.running == nil && line.waiting.first.map { !held.contains($0) } ?? false
    if mayStart != line.isReady {
      line.isReady = mayStart
      if mayStart { ready.append(place) } else { ready.removeAll { $0 == place } }
    }
    lines[place] = line.running == nil && line.waiting.isEmpty ? nil : line
  }
}
