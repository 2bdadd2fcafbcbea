#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Copies bytes between a program's two pipes and a connection, unchanged: it reads neither the
/// framing nor the JSON.
///
/// Each direction has one buffer, which is filled again when all of it was written: a fast writer
/// waits for a slow reader, and neither direction waits for the other.
package struct Proxy {
  /// How long requests that were received are still forwarded after the reader of the answers has
  /// gone.
  static let farewellMilliseconds = 2_000

  private let connection: Connection
  private let input: Int32
  private let output: Int32
  private var requests = Passage()
  private var answers = Passage()
  /// The program has sent everything, and the daemon was told so.
  private var hasHalfClosed = false
  /// The daemon accepts no more bytes.
  private var isRefused = false

  /// Nothing was sent or received on `connection` yet: its first byte decides the framing.
  package init(_ connection: Connection, input: Int32 = 0, output: Int32 = 1) {
    self.connection = connection
    self.input = input
    self.output = output
  }

  /// Returns when the daemon has closed the connection after the end of the input. Throws
  /// `disconnected` when it closed before that, `outputClosed` when nobody reads the answers any
  /// more.
  package mutating func run() throws(ClientError) {
    while true {
      if requests.isOver, !hasHalfClosed { halfClose() }
      if answers.isOver {
        if hasHalfClosed { return }
        throw .disconnected
      }
      var readiness = Readiness()
      let asking = readiness.add(!isRefused && requests.takesMore ? input : -1, .reading)
      let sending = readiness.add(
        !isRefused && !requests.isEmpty ? connection.descriptor : -1, .writing)
      let hearing = readiness.add(answers.takesMore ? connection.descriptor : -1, .reading)
      // Polled also with nothing to write: this is how a closed output is noticed.
      let telling = readiness.add(output, answers.isEmpty ? .hangup : .writing)
      try readiness.wait(until: nil)
      if readiness.hasHungUp(telling) { try sayFarewell() }
      if readiness.isReady(telling) { try tell() }
      if readiness.isReady(hearing) { hear() }
      if readiness.isReady(asking) { try ask() }
      if readiness.isReady(sending) { send() }
    }
  }

  private mutating func ask() throws(ClientError) {
    guard requests.fill(from: input) else {
      throw .system(LibC.message("Standard input cannot be read"))
    }
  }

  private mutating func send() {
    // What the daemon sent before it closed must still be read.
    if !requests.drain({ LibC.send(connection.descriptor, $0) }) { isRefused = true }
  }

  /// A daemon that was killed shows as a reset.
  private mutating func hear() {
    if !answers.fill(from: connection.descriptor) { answers.finish() }
  }

  private mutating func tell() throws(ClientError) {
    // The number of bytes that poll(2) promises room for when it reports a pipe as writable.
    let isWritten = answers.drain {
      LibC.write(output, UnsafeRawBufferPointer(rebasing: $0.prefix(Int(PIPE_BUF))))
    }
    if isWritten { return }
    switch errno {
    case EPIPE, ECONNRESET: try sayFarewell()
    default: throw .system(LibC.message("The output cannot be written"))
    }
  }

  private mutating func halfClose() {
    hasHalfClosed = true
    shutdown(connection.descriptor, Int32(SHUT_WR))
  }

  /// Forwards the requests that the program wrote before it left, as if it had connected itself;
  /// the answers are dropped. At most what a pipe holds, and for a short time: a program that goes
  /// on writing is not waited for.
  private mutating func sayFarewell() throws(ClientError) {
    let deadline = Deadline.after(milliseconds: Self.farewellMilliseconds)
    var left = 1 << 20
    while !isRefused, !deadline.hasPassed {
      hear()
      answers.clear()
      if requests.takesMore {
        var readiness = Readiness()
        let asking = readiness.add(left > 0 ? input : -1, .reading)
        try readiness.wait(until: .after(milliseconds: 0))
        guard readiness.isReady(asking) else { break }
        try ask()
        left -= requests.count
      }
      if requests.isOver { break }
      var readiness = Readiness()
      readiness.add(connection.descriptor, .writing)
      readiness.add(answers.takesMore ? connection.descriptor : -1, .reading)
      try readiness.wait(until: deadline)
      send()
    }
    throw .outputClosed
  }
}

/// One direction: bytes that were read and not yet written.
private struct Passage {
  private static let capacityBytes = 64 << 10

  private var bytes = [UInt8](repeating: 0, count: capacityBytes)
  private var start = 0
  private var end = 0
  private var hasEnded = false

  var count: Int { end - start }
  var isEmpty: Bool { start == end }
  var takesMore: Bool { isEmpty && !hasEnded }
  /// Everything was read and written.
  var isOver: Bool { isEmpty && hasEnded }

  mutating func finish() {
    hasEnded = true
  }

  mutating func clear() {
    start = end
  }

  /// Reads once, when everything was written; false, with errno, on an error.
  mutating func fill(from file: Int32) -> Bool {
    guard takesMore else { return true }
    let count = bytes.withUnsafeMutableBytes { LibC.read(file, $0) }
    (start, end) = (0, max(0, count))
    if count == 0 { hasEnded = true }
    return count >= 0 || Self.comesLater
  }

  /// Writes once, as much as `write` accepts; false, with errno, on an error.
  mutating func drain(_ write: (UnsafeRawBufferPointer) -> Int) -> Bool {
    guard !isEmpty else { return true }
    let count = bytes.withUnsafeBytes { write(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    if count > 0 { start += count }
    return count >= 0 || Self.comesLater
  }

  private static var comesLater: Bool {
    errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK
  }
}
