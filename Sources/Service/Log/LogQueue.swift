import Dispatch
import Synchronization

/// A queue of lines for a log whose output may be slow or blocked: code that logs a line never
/// waits.
///
/// A thread of its own writes the lines, in order. Lines that do not fit are dropped and counted,
/// and one line in their place says how many there were.
package final class LogQueue: Sendable {
  /// The most bytes and lines that may wait.
  package static let byteLimit = 256 << 10
  package static let lineLimit = 4096
  /// A longer line is cut.
  package static let lineByteLimit = 8 << 10
  /// How long the end of the process waits for the last lines.
  package static let lastWordsSeconds = 1.0

  fileprivate struct State {
    var bytes: [UInt8] = []
    var lines = 0
    var dropped = 0
    var isDraining = false
  }

  private let state = Mutex(State())
  private let thread = DispatchQueue(label: "skein.log", qos: .utility)
  private let write: @Sendable ([UInt8]) -> Bool
  private let notice: @Sendable (Int) -> String

  /// `write` may block, and returns false if the bytes are lost. `notice` makes the line that
  /// reports a number of dropped lines.
  package init(
    notice: @escaping @Sendable (Int) -> String, write: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    self.notice = notice
    self.write = write
  }

  /// Queues a line, or drops it if too many wait.
  package func put(_ line: String) {
    append(line) { state, size in
      // After one dropped line, the following ones are dropped too: the line with the count is
      // next.
      state.dropped == 0 && state.lines < Self.lineLimit
        && state.bytes.count + size < Self.byteLimit
    }
  }

  /// Queues a line without a limit, because the process is about to end.
  package func putLast(_ line: String) {
    append(line) { _, _ in true }
  }

  /// Waits until all lines are written, at most `seconds`; returns whether they are.
  @discardableResult
  package func drain(within seconds: Double = lastWordsSeconds) -> Bool {
    let written = DispatchSemaphore(value: 0)
    thread.async { written.signal() }
    return written.wait(timeout: .now() + seconds) == .success
  }

  private func append(_ line: String, if fits: (State, Int) -> Bool) {
    let line = Self.cut(line)
    let starts = state.withLock { state in
      guard fits(state, line.utf8.count) else {
        state.dropped += 1
        return false
      }
      state.bytes += line.utf8
      state.bytes.append(UInt8(ascii: "\n"))
      state.lines += 1
      defer { state.isDraining = true }
      return !state.isDraining
    }
    if starts { thread.async { [self] in writeOn() } }
  }

  private func writeOn() {
    while let (bytes, lines) = state.withLock({ $0.take(notice) }) {
      if !write(bytes) { state.withLock { $0.dropped += lines } }
    }
  }

  private static func cut(_ line: String) -> String {
    guard line.utf8.count > lineByteLimit else { return line }
    return String(decoding: line.utf8.prefix(lineByteLimit), as: UTF8.self) + "…"
  }
}

extension LogQueue.State {
  /// Takes the waiting lines; `nil` if there are none, and then the next line starts the writing
  /// again.
  fileprivate mutating func take(
    _ notice: (Int) -> String
  ) -> (bytes: [UInt8], lines: Int)? {
    guard lines > 0 else {
      isDraining = false
      return nil
    }
    if dropped > 0 { bytes += (notice(dropped) + "\n").utf8 }
    defer { (bytes, lines, dropped) = ([], 0, 0) }
    return (bytes, lines + dropped)
  }
}
