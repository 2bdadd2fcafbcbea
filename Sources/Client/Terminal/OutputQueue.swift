#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that wait to be written to a pipe, a terminal or a file that may be slow: a stopped pager
/// must not keep the command from noticing Ctrl-C.
package final class OutputQueue {
  /// Above this, nothing more is read from the daemon, which then skips deltas by itself.
  static let limit = 256 << 10
  /// The number of bytes that poll(2) promises room for when it reports a pipe as writable.
  private static let chunk = Int(PIPE_BUF)

  let descriptor: Int32
  private var bytes: [UInt8] = []
  private var start = 0

  package init(descriptor: Int32 = 1) {
    self.descriptor = descriptor
  }

  package func append(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  var isEmpty: Bool { start == bytes.count }
  var isFull: Bool { bytes.count - start >= Self.limit }

  /// Writes as much as is possible without waiting.
  package func flush() throws(ClientError) {
    while !isEmpty {
      var readiness = Readiness()
      let output = readiness.add(descriptor, .writing)
      try readiness.wait(until: .after(milliseconds: 0))
      guard readiness.isReady(output) else { return }
      try writeChunk()
    }
  }

  /// Writes everything.
  package func drain(_ interrupt: InterruptPipe? = nil) throws(ClientError) {
    while !isEmpty {
      var readiness = Readiness()
      let output = readiness.add(descriptor, .writing)
      readiness.add(interrupt?.reading ?? -1, .reading)
      try readiness.wait(until: nil)
      if let interrupt, interrupt.take() > 0 { throw .interrupted }
      if readiness.isReady(output) { try writeChunk() }
    }
  }

  private func writeChunk() throws(ClientError) {
    let end = min(bytes.count, start + Self.chunk)
    let count = bytes.withUnsafeBytes {
      LibC.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[start..<end]))
    }
    guard count >= 0 else {
      switch errno {
      case EINTR, EAGAIN: return
      case EPIPE, ECONNRESET: throw .outputClosed
      default: throw .system(LibC.message("The output cannot be written"))
      }
    }
    start += count
    if isEmpty {
      bytes.removeAll(keepingCapacity: true)
      start = 0
    } else if start > 1 << 20 {
      bytes.removeFirst(start)
      start = 0
    }
  }
}
