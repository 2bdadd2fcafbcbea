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
/// once: so a daemon that hangs is told from one that has much to do, without a round trip more.
package final class Connection {
  /// How long a daemon that is asked may be silent, in all.
  package static let answerMilliseconds = 4_500
  /// How long one may that the service manager has yet to start.
  private static let activationMilliseconds = 60_000
  /// How long after the last word from the daemon the next one is asked for.
  private static let freshMilliseconds = 2_000
  /// How long one may be silent under an answer until that is told.
  private static let silenceMilliseconds = 2_800
  private static let pingID = 0
  private static let ping = Outbound.request(id: pingID, method: Ping.name, params: nil) + [0x0A]

  /// Where the daemon was found.
  package let path: String
  let process: ListeningProcess
  /// Whose the daemon is, when it is neither the user's nor root's.
  private let stranger: SystemUser?
  let descriptor: Int32
  /// Wakes whatever waits here.
  package var interrupt: InterruptPipe?
  private var lines = LineBuffer()
  private var lastID = 0
  /// Until when something must come; `nil` when nothing is waited for that long.
  private(set) var answerDeadline: Deadline?
  /// Until then the daemon counts as alive by what it said last; `nil` before its first word.
  private var freshUntil: Deadline?

  init(_ socket: CheckedSocket) {
    path = socket.path
    process = socket.process
    stranger = socket.stranger
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
        try waitUntil(.writing, nil)
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
    if isOverdue { throw .unreachable(process.silence) }
  }

  /// How the end of a connection looks that nobody has announced.
  var departure: ClientError {
    guard let stranger, freshUntil == nil else { return .disconnected }
    return .unreachable(
      "The daemon at \(path) is that of \(stranger) and lets nobody else in: `others` in its "
        + "configuration would.")
  }

  /// The next message; waits for it.
  package func receive(until deadline: Deadline? = nil) throws(ClientError) -> Incoming {
    while true {
      if let message = try next() { return message }
      guard try fill() else { throw departure }
      if let message = try next() { return message }
      try waitUntil(.reading, deadline)
    }
  }

  /// A message that has come already.
  func next() throws(ClientError) -> Incoming? {
    while let line = lines.next() {
      let message: Incoming
      do throws(ClientError) {
        message = try Incoming(line)
      } catch {
        guard LockFile(besideSocket: path)?.pid != process.pid, process.name != "skeind" else {
          throw error
        }
        throw .unreachable(
          "\(process) answers at \(path), and is not skeind: end it, or name another socket with "
            + "SKEIN_SOCKET or --socket.")
      }
      switch message.kind {
      case .result(Self.pingID, _), .error(Self.pingID, _): continue
      case .result, .error, .notification: return message
      }
    }
    return nil
  }

  /// Reads what there is without waiting; false when the daemon has closed.
  func fill() throws(ClientError) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { room in
      while true {
        let count = LibC.read(descriptor, UnsafeMutableRawBufferPointer(room))
        if count > 0 {
          lines.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
          answerDeadline = nil
          freshUntil = .after(milliseconds: Self.freshMilliseconds)
          return true
        }
        if count == 0 { return false }
        if errno == EAGAIN || errno == EWOULDBLOCK { return true }
        // Reset is how a daemon that was killed looks.
        if errno != EINTR { return false }
      }
    }
  }

  private func waitUntil(
    _ interest: Readiness.Interest, _ deadline: Deadline?
  ) throws(ClientError) {
    var readiness = Readiness()
    let socket = readiness.add(descriptor, interest)
    readiness.add(interrupt?.reading ?? -1, .reading)
    while true {
      let until = [deadline, answerDeadline].compactMap { $0 }.min()
      try readiness.wait(until: until)
      if let interrupt, interrupt.take() > 0 { throw .interrupted }
      if readiness.isReady(socket) { return }
      try expectAnswer()
      if let deadline, deadline.hasPassed { throw .timedOut }
    }
  }
}
