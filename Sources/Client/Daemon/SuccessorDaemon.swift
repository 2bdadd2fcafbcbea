/// The daemon that goes on with a turn whose own went away.
///
/// One that is told to stop ends its turns before it leaves: one that just went away has died, and is
/// started again as for any command.
package struct SuccessorDaemon {
  /// How often a daemon that dies under one turn is started again.
  static let startLimit = 2

  /// Whether the last connection is to one that was started for it.
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
      // Where another has the place, none is started.
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
