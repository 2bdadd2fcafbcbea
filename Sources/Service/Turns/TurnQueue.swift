import Store
import Wire

/// Which turn runs when: one at a time on a thread in the order of arrival, a bounded number over
/// all threads, the longest-waiting thread first. A value: it decides, others act.
struct TurnQueue {
  /// A thread of one user; the same id may be another user's too.
  struct Place: Hashable, Sendable {
    let owner: UserKey
    let thread: ThreadID
  }

  /// What became of an arrival.
  enum Arrival: Equatable {
    case runs
    case waits
  }

  private struct Line {
    var running: TurnKey?
    var waiting: [TurnKey] = []
  }

  private let runningLimit: Int
  private var lines: [Place: Line] = [:]
  /// Threads on which nothing runs and something waits, the longest-waiting first.
  private var idle: [Place] = []
  private(set) var running = 0
  private(set) var waiting = 0

  init(runningLimit: Int) {
    self.runningLimit = runningLimit
  }

  /// Takes a turn in, or refuses it: busy when it may not wait, overloaded when too many do.
  mutating func arrive(
    _ turn: TurnKey, at place: Place, ifBusy: IfBusy
  ) throws(Fault) -> Arrival {
    var line = lines[place] ?? Line()
    if let ahead = line.running ?? line.waiting.first {
      guard ifBusy == .queue else { throw .busy(turn: ahead.id) }
    } else if running < runningLimit {
      line.running = turn
      running += 1
      lines[place] = line
      return .runs
    }
    guard line.waiting.count < Limits.queuedTurnsPerThread else {
      throw .overloaded(
        "\(Limits.queuedTurnsPerThread) turns wait on this thread already.", retryAfterMs: 5000)
    }
    guard waiting < Limits.queuedTurns else {
      throw .overloaded("\(Limits.queuedTurns) turns wait already.", retryAfterMs: 5000)
    }
    line.waiting.append(turn)
    waiting += 1
    if line.running == nil, line.waiting.count == 1 { idle.append(place) }
    lines[place] = line
    return .waits
  }

  /// A turn has ended, or was taken out while it waited.
  mutating func leave(_ turn: TurnKey, at place: Place) {
    guard var line = lines[place] else { return }
    if line.running == turn {
      line.running = nil
      running -= 1
      if !line.waiting.isEmpty { idle.append(place) }
    } else if let position = line.waiting.firstIndex(of: turn) {
      line.waiting.remove(at: position)
      waiting -= 1
      if line.running == nil, line.waiting.isEmpty { idle.removeAll { $0 == place } }
    }
    lines[place] = line.running == nil && line.waiting.isEmpty ? nil : line
  }

  /// The next turn to start, now counted as running; `nil` when none waits or all slots are taken.
  mutating func next() -> TurnKey? {
    guard running < runningLimit, !idle.isEmpty else { return nil }
    let place = idle.removeFirst()
    guard var line = lines[place], !line.waiting.isEmpty else { return nil }
    let turn = line.waiting.removeFirst()
    line.running = turn
    lines[place] = line
    running += 1
    waiting -= 1
    return turn
  }

  /// The turns on a thread, the running one first.
  func turns(at place: Place) -> [TurnKey] {
    guard let line = lines[place] else { return [] }
    return (line.running.map { [$0] } ?? []) + line.waiting
  }
}

/// A turn of one user.
struct TurnKey: Hashable, Sendable {
  let owner: UserKey
  let id: TurnID
}
