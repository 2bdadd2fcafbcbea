#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One connection to the daemon: lines out, lines in, waiting only where it says so.
package final class Connection {
  /// Where the daemon was found.
  package let path: String
  let descriptor: Int32
  /// Wakes whatever waits here.
  package var interrupt: InterruptPipe?
  private var lines = LineBuffer()
  private var lastID = 0

  init(_ socket: CheckedSocket) {
    path = socket.path
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
    let line = message + [UInt8(ascii: "\n")]
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
        throw .disconnected
      }
    }
  }

  /// The next message; waits for it.
  package func receive(until deadline: Deadline? = nil) throws(ClientError) -> Incoming {
    while true {
      if let message = try next() { return message }
      guard try fill() else { throw .disconnected }
      if let message = try next() { return message }
      try waitUntil(.reading, deadline)
    }
  }

  /// A message that has come already.
  func next() throws(ClientError) -> Incoming? {
    guard let line = lines.next() else { return nil }
    return try Incoming(line)
  }

  /// Reads what there is without waiting; false when the daemon has closed.
  func fill() throws(ClientError) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { room in
      while true {
        let count = LibC.read(descriptor, UnsafeMutableRawBufferPointer(room))
        if count > 0 {
          lines.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
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
      try readiness.wait(until: deadline)
      if let interrupt, interrupt.take() > 0 { throw .interrupted }
      if readiness.isReady(socket) { return }
      if let deadline, deadline.hasPassed { throw .timedOut }
    }
  }
}
