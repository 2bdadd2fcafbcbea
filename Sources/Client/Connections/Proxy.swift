#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Passes bytes between a program's two pipes and a connection, as they come: neither framing nor
/// JSON is looked at.
///
/// Each direction holds one buffer, which is filled when all of it has gone on: whoever writes faster
/// than the other reads waits, and neither direction waits for the other.
package struct Proxy {
  /// How long requests that have come already are passed on after the answers' reader has gone.
  static let farewellMilliseconds = 2_000

  private let connection: Connection
  private let input: Int32
  private let output: Int32
  private var requests = Passage()
  private var answers = Passage()
  /// Nothing more comes from the program, and the daemon was told so.
  private var hasHalfClosed = false
  /// The daemon takes nothing more.
  private var isRefused = false

  /// Nothing was sent or received on `connection` yet: its first byte says how it is framed.
  package init(_ connection: Connection, input: Int32 = 0, output: Int32 = 1) {
    self.connection = connection
    self.input = input
    self.output = output
  }

  /// Returns when the daemon has closed after the end of the input; `disconnected` when it closed
  /// before, `outputClosed` when nobody reads the answers any more.
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
      // Also without anything to say: a reader that has gone is an error or a hang-up there.
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
    // What it has said before it closed is still to come.
    if !requests.drain({ LibC.send(connection.descriptor, $0) }) { isRefused = true }
  }

  /// Reset is how a daemon that was killed looks.
  private mutating func hear() {
    if !answers.fill(from: connection.descriptor) { answers.finish() }
  }

  private mutating func tell() throws(ClientError) {
    // What poll(2) promises room for when it calls a pipe writable.
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

  /// What the program wrote before it left is the daemon's to do, as if it had connected itself:
  /// it is passed on, the answers are dropped. No more than a pipe holds, and not for long: a program
  /// that goes on writing is not waited for.
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

/// One direction: what has come and not yet gone on.
private struct Passage {
  private static let capacityBytes = 64 << 10

  private var bytes = [UInt8](repeating: 0, count: capacityBytes)
  private var start = 0
  private var end = 0
  private var hasEnded = false

  var count: Int { end - start }
  var isEmpty: Bool { start == end }
  var takesMore: Bool { isEmpty && !hasEnded }
  /// All that ever comes has gone on.
  var isOver: Bool { isEmpty && hasEnded }

  mutating func finish() {
    hasEnded = true
  }

  mutating func clear() {
    start = end
  }

  /// Reads once, when everything has gone on; false, with errno, when that is an error.
  mutating func fill(from file: Int32) -> Bool {
    guard takesMore else { return true }
    let count = bytes.withUnsafeMutableBytes { LibC.read(file, $0) }
    (start, end) = (0, max(0, count))
    if count == 0 { hasEnded = true }
    return count >= 0 || Self.comesLater
  }

  /// Writes once, as much as `write` takes; false, with errno, when that is an error.
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
