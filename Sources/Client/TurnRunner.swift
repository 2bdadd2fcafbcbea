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

  var turnCall: TurnCall
  let id: TurnID
  let dialer: Dialer
  private let output: OutputQueue
  let listen: (TurnEvent) throws -> Void

  var connection: Connection
  var transcript = TurnTranscript()
  /// The last delta that was shown as a line: those that we make up go on from there.
  var shownSeq = 0
  /// Whether the daemon has told of the turn.
  var hasBegun = false
  /// The turn/run whose answer ends it; `nil` after the connection it was sent on is gone.
  var runID: Int?
  /// The turn/retry that is not answered yet: its turn's end is told by turn/ended.
  var retryID: Int?
  var watchID: Int?
  /// Whether the daemon skips deltas until it is asked for a snapshot.
  var lagged = false
  var ended: TurnEnded.Params?
  var interrupts = 0
  private var nextTick: Deadline?
  var isToldOfSilence = false
  var successor: SuccessorDaemon

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

  func ask() throws {
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

  func sendCancel() throws {
    _ = try connection.start(TurnCancel.self, TurnCancel.Params(turnId: id))
  }
}
