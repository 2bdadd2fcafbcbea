import JSON
import Wire

/// The parts of one conversation that could not be imported, counted by reason.
struct HistoryLosses: Sendable {
  /// Why a part of a conversation was not imported.
  enum Part: Hashable {
    case size
    case unknownKind(String)
    /// The conversation refers to it, but does not contain it.
    case missing
    case branch
    /// The conversation's branches have more messages together than an import visits.
    case longBranch
  }

  /// Why no part of a conversation was imported.
  indirect enum Whole: Error {
    case silence
    case size
    case ids
    case unreadable(String)
    /// The program whose conversation was expected, and what was found.
    case foreign(String, ExportShape)
    /// The number and the file of a conversation that has no readable title.
    case numbered(Int, String, Whole)
  }

  private var counts: [(part: Part, count: Int)] = []

  mutating func add(_ part: Part, count: Int = 1) {
    guard count > 0 else { return }
    if let known = counts.firstIndex(where: { $0.part == part }) {
      counts[known].count += count
    } else if counts.count < Limits.importedNames {
      counts.append((part, count))
    } else {
      // Kinds are words of the source, which may contain any number of them.
      counts[counts.count - 1].count += count
    }
  }

  func skips(title: Title?, conversation id: String) -> [HistorySkip] {
    counts.map { part, count in
      HistorySkip(
        title: title, conversationId: id.keptID, reason: part.sentence(count), count: count)
    }
  }
}

extension HistorySkip {
  init(title: Title? = nil, conversation id: String?, reason: HistoryLosses.Whole) {
    self.init(title: title, conversationId: id?.keptID, reason: reason.sentence)
  }
}

extension HistoryLosses.Part {
  fileprivate func sentence(_ count: Int) -> String {
    let messages = count == 1 ? "1 message" : "\(count) messages"
    let branches = count == 1 ? "1 branch" : "\(count) branches"
    return switch self {
    case .size: "\(messages) of more than \(Limits.contentBytes) bytes"
    case .unknownKind(let kind):
      "\(messages) of an unknown kind (\(ForeignText(kind).cut(to: 40).text))"
    case .missing: "\(messages) that the file refers to and does not have"
    case .branch: "\(branches) beyond the first \(Limits.importedBranches)"
    case .longBranch:
      "\(branches), because they have more than \(MessageTree.stepLimit) messages together"
    }
  }
}

extension HistoryLosses.Whole {
  var sentence: String {
    switch self {
    case .silence: "nothing was said in it"
    case .size: "it has more than \(Limits.importedConversationBytes) bytes"
    case .ids: "an id in it is longer than \(HistoryConversation.idLength) characters, or none"
    case .unreadable(let why): "it can't be read: \(ForeignText(why).cut(to: 200).text)"
    case .foreign(let program, let shape):
      "it is not a conversation of \(program): \(shape.words)"
    case .numbered(let number, let path, let reason):
      "number \(number) in \(path): \(reason.sentence)"
    }
  }
}

extension String {
  /// An id of another program, cut to the length that is kept.
  fileprivate var keptID: String {
    ForeignText(self).cut(to: HistoryConversation.idLength).text
  }
}
