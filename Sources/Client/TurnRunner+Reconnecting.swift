import Wire

/// Finding the turn again when the connection is lost.
extension TurnRunner {
  func askForSnapshot(after seq: Sequence) throws {
    lagged = false
    watchID = try connection.start(
      TurnWatch.self,
      TurnWatch.Params(turnId: id, afterSeq: seq, deltaIntervalMs: turnCall.deltaIntervalMs))
  }

  /// Finds the turn again on a new connection; false when no daemon comes back.
  ///
  /// One that is told to stop ends its turns before it leaves: one that just went away has died, and
  /// is started again as for any command.
  func resume() throws -> Bool {
    (runID, retryID) = (nil, nil)
    let deadline = Deadline.after(milliseconds: Self.reconnectMilliseconds)
    while let next = try reconnected(until: deadline) {
      connection = next
      isToldOfSilence = false
      do {
        try askForSnapshot(after: transcript.seq)
        if interrupts > 0 { try sendCancel() }
        return true
      } catch ClientError.disconnected {
        continue
      }
    }
    return false
  }

  private func reconnected(until deadline: Deadline) throws -> Connection? {
    guard dialer.mayStart, starts < Self.startLimit else {
      return try dialer.reconnect(until: deadline)
    }
    if let next = try dialer.comeBack(until: deadline) { return next }
    starts += 1
    do {
      let next = try dialer.connect()
      try listen(.restarted)
      return next
    } catch ClientError.unreachable(let why) {
      throw ClientError.unreachable(
        "The daemon ended in the middle of the answer, and cannot be started again. \(why)")
    }
  }
}
