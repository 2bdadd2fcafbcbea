import JSON
import Wire

/// Runs one turn from the question to its end, over as many connections as that takes.
///
/// The client makes the turn's id: so the turn can be cancelled before the daemon has answered, and
/// found again when the connection is lost.
package final class TurnRunner {
  /// How long the daemon may take to come back after it went away.
  package static let reconnectMilliseconds = 10_000

  /// How often `waiting` is reported; never unless set.
  package var tickMilliseconds: Int?

  var turnCall: TurnCall
  let id: TurnID
  let dialer: Dialer
  private let output: OutputQueue
  let listen: (TurnEvent) throws -> Void

  var connection: Connection
  var transcript = TurnTranscript()
  /// The number of the last delta shown as a line: deltas made by this client are numbered from
  /// there.
  var shownSeq = 0
  /// Whether the daemon has reported the turn.
  var hasBegun = false
  /// The turn/run request whose answer ends the turn; `nil` once its connection is lost.
  var runID: Int?
  /// The turn/retry request that is not answered yet: its turn ends with turn/ended.
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
  /// Handles the messages that have arrived, then waits for the next event.
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
      connection.noteWords()
      isToldOfSilence = false
    }
    try lookAfterSilence()
    return nil
  }

  /// No ping is due while this client does not read because its own output is full.
  private func nextPing() throws -> Deadline? {
    try isToldOfSilence || output.isFull ? nil : connection.nextPing()
  }

  /// A question that is not taken in time is an error; an answer that pauses may continue.
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
