import JSON
import Wire

/// Runs one turn from the question to its end, over as many connections as that takes.
///
/// The turn has an id that the client made: so it can be cancelled before the daemon has said
/// anything, and found again when the connection is lost.
package final class TurnRunner {
  /// How long a daemon that went away may take to come back.
  package static let reconnectMilliseconds = 10_000

  /// How often `waiting` is told; never unless set.
  package var tickMilliseconds: Int?

  private var turnCall: TurnCall
  private let id: TurnID
  private let dialer: Dialer
  private let output: OutputQueue
  private let listen: (TurnEvent) throws -> Void

  private var connection: Connection
  private var transcript = TurnTranscript()
  /// The last delta that was shown as a line: those that we make up go on from there.
  private var shownSeq = 0
  /// Whether the daemon has told of the turn.
  private var hasBegun = false
  /// The turn/run whose answer ends it; `nil` after the connection it was sent on is gone.
  private var runID: Int?
  /// The turn/retry that is not answered yet: its turn's end is told by turn/ended.
  private var retryID: Int?
  private var watchID: Int?
  /// Whether the daemon skips deltas until it is asked for a snapshot.
  private var lagged = false
  private var ended: TurnEnded.Params?
  private var interrupts = 0
  private var nextTick: Deadline?
  private var isToldOfSilence = false
  private var successor: SuccessorDaemon

  package init(
    _ turnCall: TurnCall, on connection: Connection, dialer: Dialer, output: OutputQueue,
    listen: @escaping (TurnEvent) throws -> Void
  ) {
    self.turnCall = turnCall
    id = turnCall.id ?? IDSource().next()
    self.turnCall.id = id
    self.connection = connection
    self.dialer = dialer
    successor = SuccessorDaemon(dialer)
    self.output = output
    self.listen = listen
  }

  package func run() throws -> TurnEnding {
    var begun = false
    while true {
      do {
        if !begun {
          begun = true
          try ask()
        }
        if let ending = try step() { return ending }
      } catch ClientError.disconnected {
        try listen(.reconnecting)
        guard try resume() else { return .lost }
      }
    }
  }
}

extension TurnRunner {
  /// Handles what has come, then waits for something to happen.
  private func step() throws -> TurnEnding? {
    while !output.isFull, let message = try connection.next() {
      if let ending = try take(message) { return try complete(ending) }
    }
    try output.flush()
    if lagged, output.isEmpty { try askForSnapshot(after: transcript.seq) }
    var readiness = Readiness()
    let socket = readiness.add(output.isFull ? -1 : connection.descriptor, .reading)
    readiness.add(dialer.interrupt?.reading ?? -1, .reading)
    let sink = readiness.add(output.descriptor, output.isEmpty ? .hangup : .writing)
    try readiness.wait(until: [tick(), nextPing()].compactMap { $0 }.min())
    if let count = dialer.interrupt?.take(), count > 0 { try interrupt(count) }
    if output.isEmpty, readiness.hasHungUp(sink) { throw ClientError.outputClosed }
    if readiness.isReady(socket) {
      guard try connection.fill() else { throw connection.departure }
      isToldOfSilence = false
    }
    try lookAfterSilence()
    return nil
  }

  /// What is not read, because nobody reads our output, is no silence.
  private func nextPing() throws -> Deadline? {
    guard hasBegun else { return connection.answerDeadline }
    return try isToldOfSilence || output.isFull ? nil : connection.nextPing()
  }

  /// A question that nobody takes is an error; an answer that stops for a while may go on.
  private func lookAfterSilence() throws {
    guard hasBegun else { return try connection.expectAnswer() }
    guard !isToldOfSilence, !output.isFull, connection.isOverdue else { return }
    isToldOfSilence = true
    try listen(.silent(connection.process.silence))
  }

  private func ask() throws {
    switch turnCall {
    case .run(let request): runID = try connection.start(TurnRun.self, request)
    case .retry(let retry): retryID = try connection.start(TurnRetry.self, retry)
    }
  }

  private func tick() throws -> Deadline? {
    guard let tickMilliseconds else { return nil }
    if nextTick?.hasPassed ?? true {
      if nextTick != nil { try listen(.waiting) }
      nextTick = .after(milliseconds: tickMilliseconds)
    }
    return nextTick
  }

  /// The first Ctrl-C cancels the turn, the second leaves.
  private func interrupt(_ count: Int) throws {
    interrupts += count
    guard interrupts == 1 else { throw ClientError.interrupted }
    try listen(.cancelling)
    try sendCancel()
  }

  private func sendCancel() throws {
    _ = try connection.start(TurnCancel.self, TurnCancel.Params(turnId: id))
  }

  private func askForSnapshot(after seq: Sequence) throws {
    lagged = false
    watchID = try connection.start(
      TurnWatch.self,
      TurnWatch.Params(turnId: id, afterSeq: seq, deltaIntervalMs: turnCall.deltaIntervalMs))
  }

  /// Finds the turn again on a new connection; false when no daemon comes back.
  private func resume() throws -> Bool {
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

extension TurnRunner {
  private func take(_ message: Incoming) throws -> TurnEnding? {
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
      // What was heard of and is gone was ephemeral: asking again would ask twice.
      guard !hasBegun else { return .lost }
      // The question never arrived. It has its id: asking again cannot ask twice.
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

  /// Gives out what no delta said, and says it as deltas would have.
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

  /// What `turn/run` would have answered, after its connection was lost.
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

  /// Whatever was not said on the way is in the turn.
  private func complete(_ ending: TurnEnding) throws -> TurnEnding {
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
