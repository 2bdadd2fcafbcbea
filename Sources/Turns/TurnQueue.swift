package import Wire

/// Decides which turn runs when: on each thread one at a time, in the order of arrival; over all
/// threads at most as many as there are slots. A value: it decides, and others act.
///
/// If only one user asks, this user may have all slots. If several do, the next free slot goes to the
/// user with the fewest running turns, among equals to the one whose last start is longest ago, and
/// to the thread of this user that has waited longest.
package struct TurnQueue: Sendable {
  /// Whether a turn that arrived runs at once.
  package enum Arrival: Sendable, Equatable {
    case runs
    case waits
  }

  /// The turns of one thread.
  private struct Line {
    var running: TurnKey?
    var waiting: [TurnKey] = []
    /// Whether its place is among those that are ready.
    var isReady = false
  }

  /// How much one user uses.
  private struct Share {
    var running = 0
    var waiting = 0
    /// The number of this user's last start among all starts; 0 before the first.
    var lastStart = 0
  }

  private let runningLimit: Int
  /// The bytes of each turn's question until the turn leaves, and their sum.
  private var inputs: [TurnKey: Int] = [:]
  package private(set) var totalInputBytes = 0
  private var lines: [TurnPlace: Line] = [:]
  private var shares: [UserKey: Share] = [:]
  /// Turns that may not start yet, even if a slot is free.
  private var held: Set<TurnKey> = []
  /// Turns that still occupy their thread but have given their slot back.
  private var slotless: Set<TurnKey> = []
  /// Threads on which no turn runs and the first waiting turn may start; the longest-waiting first.
  private var ready: [TurnPlace] = []
  package private(set) var running = 0
  package private(set) var waiting = 0
  /// Turns that were given a slot so far.
  private var starts = 0

  package init(runningLimit: Int) {
    self.runningLimit = runningLimit
  }

  /// Adds a turn, or refuses it: `busy` if it would have to wait and may not; `overloaded` if too many
  /// turns wait, or if all questions together would be too large for memory.
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

  /// Holds a turn that cannot start yet: it gives its slot back if it has one, and is the next on its
  /// thread. `overloaded` if too many turns wait, as in `arrive`.
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

  /// Lets a held turn start when the queue chooses it.
  package mutating func release(_ turn: TurnKey, at place: TurnPlace) {
    guard held.remove(turn) != nil, let line = lines[place] else { return }
    keep(line, at: place)
  }

  /// A turn that ran gives its slot back and keeps its thread, because only its end is left to write.
  package mutating func giveSlotBack(_ turn: TurnKey, at place: TurnPlace) {
    guard lines[place]?.running == turn, slotless.insert(turn).inserted else { return }
    countRunning(-1, of: place.owner)
  }

  /// Removes a turn that has ended, or that was cancelled while it waited.
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

  /// The next turn to start, which counts as running from now on; nil if none may start or no slot is
  /// free.
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
  /// Refuses one more waiting turn if too many wait. A user without a waiting turn may always have one.
  private func refuseCrowd(from user: UserKey) throws(Fault) {
    guard waiting < Limits.queuedTurns || (shares[user]?.waiting ?? 0) == 0 else {
      throw .overloaded("\(Limits.queuedTurns) turns wait already.", retryAfterMs: 5000)
    }
  }

  /// How much the owner of a thread has had; the owner with less goes first.
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

  /// Stores a line, and adds its thread to the ready ones or removes it.
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
