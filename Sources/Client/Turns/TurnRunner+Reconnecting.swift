import Wire

/// Finds the turn again after the connection was lost.
extension TurnRunner {
  func askForSnapshot(after seq: Sequence) throws {
    lagged = false
    watchID = try connection.start(
      TurnWatch.self,
      TurnWatch.Params(turnId: id, afterSeq: seq, deltaIntervalMs: turnCall.deltaIntervalMs))
  }

  /// Finds the turn again on a new connection; false when no daemon comes back.
  func resume() throws -> Bool {
    (runID, retryID) = (nil, nil)
    let deadline = Deadline.after(milliseconds: Self.reconnectMilliseconds)
    while let next = try successor.connection(until: deadline) {
      if successor.isNew { try listen(.restarted) }
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
}
