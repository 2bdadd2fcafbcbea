package import Wire

/// Reads one source, conversation by conversation, the one with the latest activity last.
protocol HistoryReader: AnyObject {
  /// Conversations in all.
  var count: Int { get }
  /// The next one; nil at the end.
  func next() -> HistoryStep?
}

package enum HistoryStep: Sendable {
  case conversation(HistoryConversation)
  /// Broken, empty, or too large.
  case unusable
}

/// A history that is being read, on one thread.
package final class History {
  package let source: HistorySource
  private let reader: any HistoryReader

  init(_ source: HistorySource, at path: FilePath, butNone ours: [String]) throws(HistoryUnreadable)
  {
    self.source = source
    reader =
      switch source {
      case .llm: try LLMHistory(path.text, butNone: ours)
      case .chatgpt: try ChatGPTHistory(path.text, butNone: ours)
      }
  }

  package var count: Int { reader.count }

  /// The next conversation; nil at the end.
  package func next() -> HistoryStep? {
    guard let step = reader.next() else { return nil }
    guard case .conversation(let conversation) = step else { return .unusable }
    return conversation.hasPlainIDs ? step : .unusable
  }
}

extension HistoryConversation {
  /// What the schema asks of its ids.
  fileprivate var hasPlainIDs: Bool {
    let ids = [id] + branches.flatMap { $0.messages.map(\.key) }
    return ids.allSatisfy { (1...200).contains($0.unicodeScalars.count) && !$0.utf8.contains(0) }
  }
}

extension Store {
  /// `invalidParams` for what is no such history; nothing of it changes, whatever it is.
  package func history(_ source: HistorySource, at path: FilePath) throws(Fault) -> History {
    do throws(HistoryUnreadable) {
      return try History(
        source, at: path, butNone: ["", "-wal", "-shm", ".lock"].map { self.path + $0 })
    } catch {
      throw .invalidParams(path: "path", expected: error.expected)
    }
  }
}
