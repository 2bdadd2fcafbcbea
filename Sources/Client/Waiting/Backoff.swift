/// Pauses that grow from 1 ms to 50 ms.
struct Backoff {
  private var milliseconds = 1

  /// Pauses once; an interrupt ends it with an error.
  mutating func wait(_ interrupt: InterruptPipe?, until deadline: Deadline) throws(ClientError) {
    try Pause.wait(until: min(deadline, .after(milliseconds: milliseconds)), interrupt)
    milliseconds = min(50, milliseconds * 2)
  }
}

/// One pause; an interrupt ends it with an error.
package enum Pause {
  package static func wait(
    milliseconds: Int, _ interrupt: InterruptPipe?
  ) throws(ClientError) {
    try wait(until: .after(milliseconds: milliseconds), interrupt)
  }

  static func wait(until deadline: Deadline, _ interrupt: InterruptPipe?) throws(ClientError) {
    var readiness = Readiness()
    readiness.add(interrupt?.reading ?? -1, .reading)
    try readiness.wait(until: deadline)
    if let interrupt, interrupt.take() > 0 { throw .interrupted }
  }
}
