import Dispatch
import Synchronization

/// Lines on their way to a log that may be read slowly, or not at all: who has a line to say never
/// waits for it.
///
/// A thread of its own writes them, in order. What does not fit is dropped and counted, and a line in
/// its place says how many were.
package final class LogQueue: Sendable {
  /// What may wait, in bytes and in lines.
  package static let byteLimit = 256 << 10
  package static let lineLimit = 4096
  /// A longer line is cut.
  package static let lineByteLimit = 8 << 10
  /// How long the end of the process waits for what was said last.
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

  /// `write` may block; it is false when the bytes are lost. `notice` is the line for a number of
  /// lines that were dropped.
  package init(
    notice: @escaping @Sendable (Int) -> String, write: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    self.notice = notice
    self.write = write
  }

  /// Takes a line, or drops it when too many wait.
  package func put(_ line: String) {
    append(line) { state, size in
      // Once one was dropped, so are those behind it: the line that counts them has its place.
      state.dropped == 0 && state.lines < Self.lineLimit
        && state.bytes.count + size < Self.byteLimit
    }
  }

  /// Takes a line whatever waits before it: the process is about to end.
  package func putLast(_ line: String) {
    append(line) { _, _ in true }
  }

  /// Waits until everything is written, at most so long; whether it is.
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
  /// What waits; `nil` when nothing does, and then the next line begins to write anew.
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
