package import Wire

/// Reads one source, one conversation after another; the one with the latest activity comes last.
protocol HistoryReader: AnyObject {
  /// How many conversations there are.
  var count: Int { get }
  /// The next conversation; `nil` at the end. An error ends the import.
  func next() throws(HistoryUnreadable) -> HistoryStep?
}

package enum HistoryStep: Sendable {
  case conversation(HistoryConversation)
  /// The conversation is damaged, empty or too large.
  case unusable([HistorySkip])
}

/// A history that is being read, on one thread.
package final class History {
  package let source: HistorySource
  private let reader: any HistoryReader

  init(
    _ source: HistorySource, at path: FilePath, butNone ours: [String], within budget: ReadingBudget
  ) throws(HistoryUnreadable) {
    self.source = source
    reader =
      switch source {
      case .llm: try LLMHistory(path.text, butNone: ours, within: budget)
      case .chatgpt: try ExportHistory(.chatGPT, at: path.text, butNone: ours, within: budget)
      case .claude: try ExportHistory(.claude, at: path.text, butNone: ours, within: budget)
      }
  }

  package var count: Int { reader.count }

  /// The next conversation; `nil` at the end. Throws `limit` and `cancelled`; what was imported
  /// before stays.
  package func next() throws(Fault) -> HistoryStep? {
    let step: HistoryStep?
    do throws(HistoryUnreadable) {
      step = try reader.next()
    } catch {
      throw error.fault
    }
    guard let step else { return nil }
    guard case .conversation(let conversation) = step, !conversation.hasPlainIDs else {
      return step
    }
    return .unusable([
      HistorySkip(
        title: conversation.branches.first?.title, conversation: conversation.id, reason: .ids)
    ])
  }
}

extension HistoryConversation {
  /// Whether its ids have a length that the schema allows.
  fileprivate var hasPlainIDs: Bool {
    let ids = [id] + branches.flatMap { $0.messages.map(\.key) }
    return ids.allSatisfy {
      (1...Self.idLength).contains($0.unicodeScalars.count) && !$0.utf8.contains(0)
    }
  }
}

extension Store {
  /// Opens the history at a path: `invalidParams` for a file that is not such a history, `limit`
  /// for one that is too large. The file is never changed. `isCancelled` is called often while it
  /// is read.
  package func history(
    _ source: HistorySource, at path: FilePath,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Fault) -> History {
    try history(
      source, at: path, within: ReadingBudget(for: path.text, isCancelled: isCancelled))
  }

  func history(
    _ source: HistorySource, at path: FilePath, within budget: ReadingBudget
  ) throws(Fault) -> History {
    do throws(HistoryUnreadable) {
      return try History(
        source, at: path, butNone: ["", "-wal", "-shm", ".lock"].map { self.path + $0 },
        within: budget)
    } catch {
      throw error.fault
    }
  }
}
