import Store
import Synchronization

/// A cache of answers. Each is valid as long as its owner's change counter does not change, so that
/// a list that is requested again and again is read from the database only once.
final class Shelf: Sendable {
  /// The most entries; one more removes all of them.
  static let entryLimit = 64
  /// The largest answer that is kept.
  static let entryBytes = 128 << 10

  /// The key of an answer: the user, the method and the exact bytes of the params.
  struct Request: Hashable, Sendable {
    let owner: Owner
    let method: String
    let params: [UInt8]
  }

  private let answers = Mutex<[Request: (changes: Int, bytes: [UInt8])]>([:])

  /// The kept answer to a request, if its owner's change counter is still `changes`.
  func answer(to request: Request, after changes: Int) -> [UInt8]? {
    answers.withLock { answers in
      guard let kept = answers[request], kept.changes == changes else { return nil }
      return kept.bytes
    }
  }

  /// Removes all answers of all users from memory.
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
