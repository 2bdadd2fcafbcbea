import JSON
import Wire

/// Handles the daemon's messages about the turn.
extension TurnRunner {
  /// Handles one message of the daemon; returns how the turn ended, if the message says so.
  func take(_ message: Incoming) throws -> TurnEnding? {
    switch message.kind {
    case .notification(let method, let params):
      guard let params else { return nil }
      return try take(method, params, message.line)
    case .result(let answered, let value):
      guard let answered else { return nil }
      if answered == runID {
        return .result(try value.read(TurnRun.Result.self, of: TurnRun.name), json: value.token)
      }
      if answered == retryID { retryID = nil }
      if answered == watchID {
        try take(snapshot: value.read(TurnWatch.Result.self, of: TurnWatch.name))
      }
      return nil
    case .error(let answered, let error):
      let fault = ReceivedFault(error)
      if let asked = runID ?? retryID {
        return answered == asked || answered == nil ? .fault(fault) : nil
      }
      guard answered == watchID || answered == nil else { return nil }
      guard fault.fault?.kind == .notFound else { return .fault(fault) }
      // A turn that began and no longer exists was ephemeral: sending it again would ask twice.
      guard !hasBegun else { return .lost }
      // The question never arrived. It keeps its id, so sending it again cannot ask twice.
      try ask()
      return nil
    }
  }

  private func take(_ method: String, _ params: Value, _ line: [UInt8]) throws -> TurnEnding? {
    switch method {
    case TurnDelta.name:
      let delta = try params.read(TurnDelta.Params.self, of: method)
      guard delta.turnId == id, let text = transcript.take(delta) else { return nil }
      hasBegun = true
      shownSeq = delta.seq.number
      try listen(.line(line))
      try listen(.said(delta.kind, text[...]))
    case TurnStarted.name:
      let turn = try params.read(TurnStarted.Params.self, of: method).turn
      guard turn.id == id else { return nil }
      hasBegun = true
      try listen(.line(line))
      try listen(.started(turn))
    case TurnRetrying.name:
      let retry = try params.read(TurnRetrying.Params.self, of: method)
      guard retry.turnId == id else { return nil }
      try listen(.line(line))
      try listen(.retrying(retry))
    case TurnLagged.name:
      let lag = try params.read(TurnLagged.Params.self, of: method)
      guard lag.turnId == id else { return nil }
      try listen(.line(line))
      lagged = true
    case TurnEnded.name:
      let end = try params.read(TurnEnded.Params.self, of: method)
      guard end.turn.id == id else { return nil }
      ended = end
      try say(transcript.finish(with: end.turn))
      try listen(.line(line))
      if runID == nil { return try ending(of: end) }
    default: break
    }
    return nil
  }

  private func take(snapshot: TurnWatch.Result) throws {
    guard snapshot.turn.id == id else { return }
    guard let addition = transcript.take(snapshot) else {
      return try askForSnapshot(after: Sequence(0))
    }
    if snapshot.turn.threadId != nil { try listen(.started(snapshot.turn)) }
    try say(addition)
  }

  /// Reports text that arrived in no delta, in the form of deltas.
  private func say(_ addition: TurnTranscript.Addition) throws {
    if addition.isRevised { try listen(.revised) }
    let both = [(TurnDelta.Voice.reasoning, addition.reasoning), (.text, addition.text)]
    var left = both.count { !$0.1.isEmpty }
    for (voice, text) in both where !text.isEmpty {
      left -= 1
      shownSeq = max(shownSeq + 1, transcript.seq.number - left)
      let delta = TurnDelta.Params(
        turnId: id, seq: Sequence(shownSeq), kind: voice, text: String(text))
      try listen(.line(Outbound.notification(TurnDelta.self, delta)))
      try listen(.said(voice, text))
    }
  }

  /// The result that `turn/run` would have answered, after its connection was lost.
  private func ending(of end: TurnEnded.Params) throws -> TurnEnding {
    switch end.turn.status {
    case .failed:
      if let error = end.turn.error { return .fault(try ReceivedFault(error)) }
      return .interrupted(end.turn)
    case .interrupted, .queued, .running: return .interrupted(end.turn)
    case .completed, .cancelled:
      let thread = try end.turn.threadId.map {
        try connection.call(ThreadGet.self, ThreadGet.Params(threadId: $0)).thread
      }
      let result = TurnRun.Result(turn: end.turn, thread: thread, messages: end.messages)
      return .result(result, json: try Output.encode(result))
    }
  }

  /// Reports any text of the turn that was not reported before.
  func complete(_ ending: TurnEnding) throws -> TurnEnding {
    switch ending {
    case .result(let result, _): try say(transcript.finish(with: result.turn))
    case .interrupted(let turn): try say(transcript.finish(with: turn))
    case .fault(let fault):
      if fault.fault?.kind == .shuttingDown, let turn = ended?.turn { return .interrupted(turn) }
    case .lost: break
    }
    return ending
  }
}
