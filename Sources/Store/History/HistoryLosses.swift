import JSON
import Wire

/// What of one conversation could not be taken, counted by its reason.
struct HistoryLosses: Sendable {
  /// Why a part of a conversation was not taken.
  enum Part: Hashable {
    case size
    case unknownKind(String)
    /// The conversation refers to it, and does not have it.
    case missing
    case branch
    /// The conversation's branches have more messages together than are looked at.
    case longBranch
  }

  /// Why nothing of a conversation was taken.
  indirect enum Whole: Error {
    case silence
    case size
    case ids
    case unreadable(String)
    /// Whose conversation was looked for, and what is there.
    case foreign(String, ExportShape)
    /// Which conversation of a file it is, of those that have no title to be read.
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
      // Kinds are the source's words, of which it may make up any number.
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
      "\(messages) of a kind that is not known (\(ForeignText(kind).cut(to: 40).text))"
    case .missing: "\(messages) that the file refers to and does not have"
    case .branch: "\(branches) beyond the first \(Limits.importedBranches)"
    case .longBranch:
      "\(branches), for they have more than \(MessageTree.stepLimit) messages together"
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
  /// An id of another program's as far as it is kept.
  fileprivate var keptID: String {
    ForeignText(self).cut(to: HistoryConversation.idLength).text
  }
}
