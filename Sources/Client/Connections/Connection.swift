import Identity
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One connection to the daemon: it sends and receives lines, and waits only where a method says
/// so.
///
/// After a silence, the next request is sent together with a `ping`, which every healthy daemon
/// answers at once. So a daemon that hangs can be told from one that is busy, without another round
/// trip. The first such answer is the daemon's greeting: until it has arrived, nothing else counts
/// as a message of the daemon.
package final class Connection {
  /// How long a daemon may take to answer a `ping`, in all.
  package static let answerMilliseconds = 4_500
  /// How long a daemon may take that the service manager has yet to start.
  private static let activationMilliseconds = 60_000
  /// How long after the last message from the daemon the next `ping` is sent.
  private static let freshMilliseconds = 2_000
  /// How long a daemon may be silent in the middle of an answer until that is reported.
  private static let silenceMilliseconds = 2_800
  /// How much may arrive before the greeting, or after the time for it: more than the kernel
  /// buffers for a client that was suspended.
  private static let strayLimitBytes = 1 << 20
  private static let pingID = 0
  private static let ping = Outbound.request(id: pingID, method: Ping.name, params: nil) + [0x0A]

  /// Where the daemon was found.
  package let path: String
  let process: ListeningProcess
  /// The daemon's user, when it is not this user.
  private let other: SystemUser?
  let descriptor: Int32
  /// Wakes every wait on this connection.
  package var interrupt: InterruptPipe?
  private var lines = LineBuffer()
  private var lastID = 0
  /// When something must have arrived; `nil` when no answer is due.
  private(set) var answerDeadline: Deadline?
  /// Until then the daemon counts as alive because of its last answer; `nil` before its greeting.
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

  /// Adds a `ping` to `line` when the daemon's last message is long ago.
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

  /// When to send a `ping` while an answer takes long; sends it if that is now.
  func nextPing() throws(ClientError) -> Deadline? {
    guard answerDeadline == nil, let freshUntil else { return answerDeadline }
    guard freshUntil.hasPassed else { return freshUntil }
    answerDeadline = .after(milliseconds: Self.silenceMilliseconds)
    let count = Self.ping.withUnsafeBytes { LibC.send(descriptor, $0) }
    // A ping that cannot be sent whole would arrive too late: the next check notices.
    return count == Self.ping.count ? answerDeadline : nil
  }

  /// Whether an answer is overdue.
  var isOverdue: Bool { answerDeadline?.hasPassed ?? false }

  /// Fails when an answer is overdue.
  func expectAnswer() throws(ClientError) {
    if isOverdue { throw process.unheard }
  }

  /// The error for a connection that ended without notice.
  var departure: ClientError {
    guard freshUntil == nil else { return .disconnected }
    if process.isForeign {
      return .foreign(process.refusal("closed the connection without a daemon's answer"))
    }
    guard let other, !process.isServiceManager else { return .disconnected }
    return .foreign(
      "The daemon at \(path) belongs to \(other) and refuses others; the setting "
        + "`others` of its configuration can let them in.")
  }

  /// Takes any message as a sign of life, as long as an answer is awaited.
  func noteWords() {
    if freshUntil != nil { noteAnswer() }
  }

  private func noteAnswer() {
    answerDeadline = nil
    strayBytes = 0
    freshUntil = .after(milliseconds: Self.freshMilliseconds)
  }

  /// Waits for the next message. With `asks`, an answer is awaited: the daemon has to show that it
  /// is alive meanwhile.
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

  /// A message that has arrived already.
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

  /// Fails when the first message is not one that a daemon sends.
  private func expectDaemon(_ isDaemons: Bool) throws(ClientError) {
    guard freshUntil == nil, !isDaemons, process.isForeign else { return }
    throw .foreign(process.refusal("does not answer as a daemon does"))
  }

  /// The error to throw for a message that cannot be read: `foreign` when the other end is no
  /// daemon.
  func foreign(or error: ClientError) -> ClientError {
    process.isForeign ? .foreign(process.refusal("does not answer as a daemon does")) : error
  }

  /// Reads what has arrived, without waiting; false when the daemon has closed the connection.
  func fill() throws(ClientError) -> Bool {
    guard let count = read() else { return false }
    if count > 0, freshUntil == nil || isOverdue {
      strayBytes += count
      guard strayBytes <= Self.strayLimitBytes else { throw process.unheard }
    }
    return true
  }

  /// How many bytes were read; `nil` when the daemon has closed the connection.
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
        // A daemon that was killed shows as a reset.
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
