import Foundation
import Upstream

/// The output of a scripted model, one piece at a time, when the test releases it.
final class Tap: @unchecked Sendable {
  // `pieces` and `isShut` are read and written under the condition's lock only.
  private let condition = NSCondition()
  private var pieces: [String] = []
  private var isShut = false

  /// Releases one more piece of output.
  func pour(_ piece: String) {
    condition.withLock {
      pieces.append(piece)
      condition.broadcast()
    }
  }

  /// Nothing follows what was poured.
  func shut() {
    condition.withLock {
      isShut = true
      condition.broadcast()
    }
  }

  /// The next piece, as soon as it is poured; `nil` after the last.
  func next() throws -> String? {
    let deadline = Date(timeIntervalSinceNow: 30)
    return try condition.withLock {
      while pieces.isEmpty, !isShut {
        guard condition.wait(until: deadline) else { throw Upstream.Gone() }
      }
      return pieces.isEmpty ? nil : pieces.removeFirst()
    }
  }

  /// Streams the poured pieces and, once it is shut, the end of an answer.
  func answer(_ connection: Connection) throws {
    try connection.send(HTTP.streamHead)
    while let piece = try next() { try connection.send(HTTP.said(piece)) }
    try connection.send(HTTP.streamEnd)
  }
}
