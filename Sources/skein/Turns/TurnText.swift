import Client
import Wire

/// What has become of a turn, in words.
enum TurnText {
  /// In a word or two, for a column.
  static func state(of turn: Noun.Turn) -> String {
    if turn.withdrawnAt != nil { return "taken back" }
    switch turn.status {
    case .completed: return turn.messageIds.isEmpty ? "replaced" : "answered"
    case .queued, .running, .cancelled, .failed, .interrupted: return turn.status.rawValue
    }
  }

  /// What a turn that has not ended waits for.
  static func waiting(_ turn: Noun.Turn) -> String {
    turn.status == .queued ? "waits in the queue" : "is being answered"
  }

  /// Why there is no answer, as a sentence without its end.
  static func reason(of turn: Noun.Turn) -> String {
    switch turn.status {
    case .cancelled: "cancelled"
    case .queued, .running, .completed, .failed, .interrupted:
      turn.status.rawValue
        + (turn.error.map { ": " + FaultWords.words(of: $0.message).withoutFullStop } ?? "")
    }
  }
}

extension Console {
  /// A question that waits for its answer, with what was said so far.
  func unfinished(_ question: UnfinishedTurn, forTerminal: Bool? = nil) -> String {
    let turn = question.turn
    var text = section([
      Noun.Role.user.rawValue, moment(turn.queuedAt), TurnText.waiting(turn),
      "turn \(shown(turn.id, IDReference.shownLength(of: [turn.id])))",
    ])
    text += quoted(turn.input ?? "", isMarkdown: false, forTerminal: forTerminal)
    guard !question.text.isEmpty else { return text }
    text += section(["said so far"])
    return text + quoted(question.text, isMarkdown: true, forTerminal: forTerminal)
  }

  /// A question without an answer, with what became of each try and the words that were kept.
  func unanswered(_ question: UnansweredQuestion, forTerminal: Bool? = nil) -> String {
    let length = IDReference.shownLength(of: question.tries.map(\.id))
    let id = question.newest.map { shown($0.id, length) }
    let when = question.tries.first.map { moment($0.queuedAt) }
    var text = section([Noun.Role.user.rawValue, when, "not answered", id.map { "turn \($0)" }])
    text += quoted(question.text, isMarkdown: false, forTerminal: forTerminal)
    for turn in question.tries {
      text += section([TurnText.reason(of: turn)])
      guard let output = turn.output, !output.isEmpty else { continue }
      text += section(["said until then"])
      text += quoted(output, isMarkdown: true, forTerminal: forTerminal)
    }
    return text
  }
}

extension String {
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
