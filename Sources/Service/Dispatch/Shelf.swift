import Store
import Synchronization

/// Answers as they were written before, each good as long as its owner's change counter stands
/// still: a list that is asked for again and again is read from the database once.
final class Shelf: Sendable {
  /// When there are more, all of them go.
  static let entryLimit = 64
  /// Larger answers are not kept.
  static let entryBytes = 128 << 10

  /// What was asked by whom, to the byte.
  struct Request: Hashable, Sendable {
    let owner: Owner
    let method: String
    let params: [UInt8]
  }

  private let answers = Mutex<[Request: (changes: Int, bytes: [UInt8])]>([:])

  /// The answer to a request, when nothing of its owner's has changed since it was written.
  func answer(to request: Request, after changes: Int) -> [UInt8]? {
    answers.withLock { answers in
      guard let kept = answers[request], kept.changes == changes else { return nil }
      return kept.bytes
    }
  }

  /// Nothing of anybody's stays in memory.
  func clear() {
    answers.withLock { $0 = [:] }
  }

  func keep(_ bytes: [UInt8], for request: Request, after changes: Int) {
    guard bytes.count <= Self.entryBytes else { return }
    answers.withLock { answers in
      if answers.count >= Self.entryLimit, answers[request] == nil { answers = [:] }
      answers[request] = (changes, bytes)
    }
  }
}
