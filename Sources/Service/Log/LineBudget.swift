import Dispatch
import Synchronization

/// Limits how many lines of one kind the log takes in an interval, so that clients cannot fill the
/// disk or hide other lines.
///
/// Lines from one place in the source are of one kind. Further lines are counted, and one line at
/// the end of the interval says how many there were.
package final class LineBudget: Sendable {
  /// The most lines of one kind in one interval.
  package static let lines = 20
  /// The length of an interval.
  package static let seconds = 10.0
  /// How many characters of an example the line with the count repeats.
  private static let exampleCharacters = 120

  /// The place in the source that makes a line.
  package struct Place: Hashable, Sendable {
    let file: String
    let line: UInt

    package init(file: String, line: UInt) {
      self.file = file
      self.line = line
    }
  }

  /// The lines from one place in its current interval.
  private struct Kind {
    var since: ContinuousClock.Instant
    var said = 0
    var leftOut = 0
    var example = ""
  }

  private let kinds = Mutex<[Place: Kind]>([:])
  private let now: @Sendable () -> ContinuousClock.Instant
  private let after: @Sendable (Double, @escaping @Sendable () -> Void) -> Void

  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    after: @escaping @Sendable (Double, @escaping @Sendable () -> Void) -> Void = { delay, body in
      DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + delay, execute: body)
    }
  ) {
    self.now = now
    self.after = after
  }

  /// Whether a line from the place may be written. If not, it is counted, and at the end of the
  /// interval `report` gets the line that says how many more there were.
  package func admits(
    _ message: String, from place: Place, report: @escaping @Sendable (String) -> Void
  ) -> Bool {
    let (isAdmitted, endsIn) = kinds.withLock { kinds in
      let now = now()
      let since = kinds[place]?.since
      let isOver = since.map { $0 + .seconds(Self.seconds) <= now } ?? true
      // The report about the omitted lines comes first; it is already scheduled.
      if isOver, kinds[place]?.leftOut ?? 0 == 0 { kinds[place] = Kind(since: now) }
      guard var kind = kinds[place] else { return (true, Double?.none) }
      defer { kinds[place] = kind }
      guard kind.said >= Self.lines else {
        kind.said += 1
        kind.example = String(message.prefix(Self.exampleCharacters))
        return (true, nil)
      }
      kind.leftOut += 1
      guard kind.leftOut == 1 else { return (false, nil) }
      return (false, Self.seconds - (now - kind.since) / .seconds(1))
    }
    if let endsIn {
      after(max(0, endsIn)) { [weak self] in self?.close(place, report) }
    }
    return isAdmitted
  }

  /// Whether a line from the place would be left out; if so, it is counted and need not be made.
  package func isSpent(_ place: Place) -> Bool {
    kinds.withLock { kinds in
      guard kinds[place]?.leftOut ?? 0 > 0 else { return false }
      kinds[place]?.leftOut += 1
      return true
    }
  }

  private func close(_ place: Place, _ report: (String) -> Void) {
    let kind = kinds.withLock { $0.removeValue(forKey: place) }
    guard let kind, kind.leftOut > 0 else { return }
    report("… and \(kind.leftOut) more like it in \(Int(Self.seconds)) s: \(kind.example)")
  }
}
