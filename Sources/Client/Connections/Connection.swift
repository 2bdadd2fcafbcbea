import Identity
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One connection to the daemon: lines out, lines in, waiting only where it says so.
///
/// What is sent after a silence takes a `ping` along, which every daemon that is alive answers at
/// once: so a daemon that hangs is told from one that has much to do, without a round trip more. The
/// first such answer is the daemon's greeting: until it has come, nothing else counts as a word of it.
package final class Connection {
  /// How long a daemon that is asked may be silent, in all.
  package static let answerMilliseconds = 4_500
  /// How long one may that the service manager has yet to start.
  private static let activationMilliseconds = 60_000
  /// How long after the last word from the daemon the next one is asked for.
  private static let freshMilliseconds = 2_000
  /// How long one may be silent under an answer until that is told.
  private static let silenceMilliseconds = 2_800
  /// What may come before the greeting, or after it should have: more than the kernel holds of what
  /// was sent in time to a client that was suspended meanwhile.
  private static let strayLimitBytes = 1 << 20
  private static let pingID = 0
  private static let ping = Outbound.request(id: pingID, method: Ping.name, params: nil) + [0x0A]

  /// Where the daemon was found.
  package let path: String
  let process: ListeningProcess
  /// Whose the daemon is, when it is not the user's.
  private let other: SystemUser?
  let descriptor: Int32
  /// Wakes whatever waits here.
  package var interrupt: InterruptPipe?
  private var lines = LineBuffer()
  private var lastID = 0
  /// Until when something must come; `nil` when nothing is waited for that long.
  private(set) var answerDeadline: Deadline?
  /// Until then the daemon counts as alive by what it answered last; `nil` before its greeting.
  private var freshUntil: Deadline?
  private var strayBytes = 0

  init(_ socket: CheckedSocket) {
    path = socket.path
    process = socket.process
    other = socket.other
    descriptor = socket.descriptor
  }

  deinit {
    close(descriptor)
  }

  func makeID() -> Int {
    lastID += 1
    return lastID
  }

  /// Sends one line; `message` holds no LF.
  package func send(_ message: [UInt8]) throws(ClientError) {
    let line = withPing(message + [UInt8(ascii: "\n")])
    var sent = 0
    while sent < line.count {
      let count = line.withUnsafeBytes {
        LibC.send(descriptor, UnsafeRawBufferPointer(rebasing: $0[sent...]))
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try waitUntil(.writing, nil, asks: false)
      } else if errno != EINTR {
        throw departure
      }
    }
  }

  /// Asks for a sign of life along with `line` where the last one is long ago.
  private func withPing(_ line: [UInt8]) -> [UInt8] {
    guard answerDeadline == nil, freshUntil?.hasPassed ?? true else { return line }
    answerDeadline = .after(milliseconds: patienceMilliseconds)
    return Self.ping + line
  }

  private var patienceMilliseconds: Int {
    guard freshUntil == nil, process.isServiceManager else { return Self.answerMilliseconds }
    let lock = LockFile(besideSocket: path)
    let serves = lock?.report?.phase == .serving && lock?.isHeld == true
    return serves ? Self.answerMilliseconds : Self.activationMilliseconds
  }

  /// When to ask for a sign of life while an answer takes long, and whether to ask now.
  func nextPing() throws(ClientError) -> Deadline? {
    guard answerDeadline == nil, let freshUntil else { return answerDeadline }
    guard freshUntil.hasPassed else { return freshUntil }
    answerDeadline = .after(milliseconds: Self.silenceMilliseconds)
    let count = Self.ping.withUnsafeBytes { LibC.send(descriptor, $0) }
    // One that cannot be sent whole comes too late to be heard: the next look finds out.
    return count == Self.ping.count ? answerDeadline : nil
  }

  /// Whether what was asked has been unanswered for too long.
  var isOverdue: Bool { answerDeadline?.hasPassed ?? false }

  /// Fails when it is overdue.
  func expectAnswer() throws(ClientError) {
    if isOverdue { throw process.unheard }
  }

  /// How the end of a connection looks that nobody has announced.
  var departure: ClientError {
    guard freshUntil == nil else { return .disconnected }
    if process.isForeign {
      return .foreign(process.refusal("closed the connection before it said what a daemon says"))
    }
    guard let other, !process.isServiceManager else { return .disconnected }
    return .foreign(
      "The daemon at \(path) is that of \(other) and lets nobody else in: `others` in its "
        + "configuration would.")
  }

  /// What has come, whatever it is, counts as a sign of life: under an answer that is on its way.
  func noteWords() {
    if freshUntil != nil { noteAnswer() }
  }

  private func noteAnswer() {
    answerDeadline = nil
    strayBytes = 0
    freshUntil = .after(milliseconds: Self.freshMilliseconds)
  }

  /// The next message; waits for it. One that `asks` wants an answer: while it waits, the daemon has to
  /// show that it is alive.
  package func receive(
    until deadline: Deadline? = nil, asks: Bool = false
  ) throws(ClientError) -> Incoming {
    while true {
      if let message = try next() { return message }
      guard try fill() else { throw departure }
      if let message = try next() { return message }
      try waitUntil(.reading, deadline, asks: asks)
    }
  }

  /// A message that has come already.
  func next() throws(ClientError) -> Incoming? {
    while let line = lines.next() {
      let message: Incoming
      do throws(ClientError) {
        message = try Incoming(line)
      } catch {
        throw foreign(or: error)
      }
      switch message.kind {
      case .notification: return message
      case .result(Self.pingID, _): noteAnswer()
      case .error(Self.pingID, let error):
        try expectDaemon(ReceivedFault.isDaemons(error))
        noteAnswer()
      case .error(_, let error):
        try expectDaemon(ReceivedFault.isDaemons(error))
        noteAnswer()
        return message
      case .result:
        try expectDaemon(false)
        noteAnswer()
        return message
      }
    }
    return nil
  }

  /// Fails where what came instead of the greeting is no daemon's.
  private func expectDaemon(_ isDaemons: Bool) throws(ClientError) {
    guard freshUntil == nil, !isDaemons, process.isForeign else { return }
    throw .foreign(process.refusal("does not answer as a daemon does"))
  }

  /// What to throw of something that is not understood: who is no daemon need not be.
  func foreign(or error: ClientError) -> ClientError {
    process.isForeign ? .foreign(process.refusal("does not answer as a daemon does")) : error
  }

  /// Reads what there is without waiting; false when the daemon has closed.
  func fill() throws(ClientError) -> Bool {
    guard let count = read() else { return false }
    if count > 0, freshUntil == nil || isOverdue {
      strayBytes += count
      guard strayBytes <= Self.strayLimitBytes else { throw process.unheard }
    }
    return true
  }

  /// How many bytes were there; `nil` when the daemon has closed.
  private func read() -> Int? {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { room in
      while true {
        let count = LibC.read(descriptor, UnsafeMutableRawBufferPointer(room))
        if count > 0 {
          lines.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
          return count
        }
        if count == 0 { return nil }
        if errno == EAGAIN || errno == EWOULDBLOCK { return 0 }
        // Reset is how a daemon that was killed looks.
        if errno != EINTR { return nil }
      }
    }
  }

  private func waitUntil(
    _ interest: Readiness.Interest, _ deadline: Deadline?, asks: Bool
  ) throws(ClientError) {
    var readiness = Readiness()
    let socket = readiness.add(descriptor, interest)
    readiness.add(interrupt?.reading ?? -1, .reading)
    while true {
      let sign = try asks ? nextPing() : answerDeadline
      let until = [deadline, sign].compactMap { $0 }.min()
      try readiness.wait(until: until)
      if let interrupt, interrupt.take() > 0 { throw .interrupted }
      if readiness.isReady(socket) { return }
      try expectAnswer()
      if let deadline, deadline.hasPassed { throw .timedOut }
    }
  }
}
