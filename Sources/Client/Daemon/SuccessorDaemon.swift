/// The daemon that continues with a turn after the daemon of that turn went away.
///
/// A daemon that is asked to stop ends its turns before it exits. So one that left during a turn
/// has crashed, and is started again as for any command.
package struct SuccessorDaemon {
  /// How often the daemon is started again for one turn.
  static let startLimit = 2

  /// Whether the last connection is to a daemon that was started for this turn.
  package private(set) var isNew = false
  private let dialer: Dialer
  private var starts = 0

  package init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// A connection to it; `nil` when no daemon comes back.
  package mutating func connection(until deadline: Deadline) throws -> Connection? {
    isNew = false
    guard dialer.mayStart, starts < Self.startLimit else {
      return try dialer.reconnect(until: deadline)
    }
    do {
      if let next = try dialer.comeBack(until: deadline) { return next }
    } catch ClientError.foreign {
      // Where another process holds the place, no daemon is started.
      return try dialer.reconnect(until: deadline)
    }
    starts += 1
    do {
      let next = try dialer.connect()
      isNew = true
      return next
    } catch ClientError.unreachable(let why) {
      throw ClientError.unreachable(
        "The daemon ended in the middle of the answer, and cannot be started again. \(why)")
    }
  }
}
