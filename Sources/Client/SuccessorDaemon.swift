/// The daemon that goes on with a turn whose own went away.
///
/// One that is told to stop ends its turns before it leaves: one that just went away has died, and is
/// started again as for any command.
struct SuccessorDaemon {
  /// How often a daemon that dies under one turn is started again.
  static let startLimit = 2

  /// Whether the last connection is to one that was started for it.
  private(set) var isNew = false
  private let dialer: Dialer
  private var starts = 0

  init(_ dialer: Dialer) {
    self.dialer = dialer
  }

  /// A connection to it; `nil` when no daemon comes back.
  mutating func connection(until deadline: Deadline) throws -> Connection? {
    isNew = false
    guard dialer.mayStart, starts < Self.startLimit else {
      return try dialer.reconnect(until: deadline)
    }
    if let next = try dialer.comeBack(until: deadline) { return next }
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
