import Foundation

/// Records the output of a descriptor as it arrives.
final class Transcript: @unchecked Sendable {
  // `bytes` and `isComplete` are read and written under the condition's lock only.
  private let condition = NSCondition()
  private var bytes: [UInt8] = []
  private var isComplete = false

  /// Reads `file` on a thread until its other end is closed, then closes it.
  init(of file: Int32) {
    Thread.detachNewThread { [self] in
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(file, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        condition.withLock {
          if count > 0 { bytes += chunk[..<count] } else { isComplete = true }
          condition.broadcast()
        }
        if count <= 0 { break }
      }
      close(file)
    }
  }

  var text: String { condition.withLock { String(decoding: bytes, as: UTF8.self) } }

  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// Waits until `isEnough` is true of the text; false when the text has ended without that, or
  /// when it takes too long.
  func waits(seconds: Double = 20, until isEnough: (String) -> Bool) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    return condition.withLock {
      while true {
        if isEnough(String(decoding: bytes, as: UTF8.self)) { return true }
        guard !isComplete, condition.wait(until: deadline) else { return false }
      }
    }
  }

  /// The whole text once the other end is closed.
  func whole(seconds: Double = 20) -> String {
    let deadline = Date(timeIntervalSinceNow: seconds)
    return condition.withLock {
      while !isComplete, condition.wait(until: deadline) {}
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
