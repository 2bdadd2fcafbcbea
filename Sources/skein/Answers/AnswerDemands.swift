import Client

/// What an answer has to be before any of it is given out: whoever waits for code or JSON must get
/// neither prose nor half of it.
struct AnswerDemands {
  /// The code block that is wanted alone.
  var block: FencedBlock.Choice?
  /// What its JSON has to obey.
  var schema: AnswerSchema?
  /// Where it goes in place of standard output, if it is whole.
  var file: OutputFile?

  /// Whether anything is held back until the answer is whole.
  var areAny: Bool { block != nil || schema != nil || file != nil }

  enum Verdict: Equatable {
    /// This is given out.
    case given(String)
    /// Nothing is, and this is why.
    case refused(String)
    /// Nothing is, because the answer ends before its end.
    case cut(AnswerCut)
  }

  func judge(_ answer: String, cut: AnswerCut?) -> Verdict {
    var text = answer
    if let block {
      switch FencedBlock.find(block, in: answer) {
      case .found(let found):
        // Behind the last block that came there may have been another.
        if block == .last, let cut { return .refused(cut.sentence) }
        text = found.text
      case .none: return .refused(cut?.sentence ?? "There is no code block in this answer.")
      case .unclosed:
        return .refused(cut?.sentence ?? "The code block is not closed: its end may be missing.")
      }
    } else if let cut {
      return .cut(cut)
    }
    if let problem = schema?.problem(in: text) { return .refused(problem) }
    return .given(text)
  }
}
