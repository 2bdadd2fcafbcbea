import Wire

/// The text of one turn so far: each part is reported once, whatever happens to the connection.
struct TurnTranscript {
  /// The number of the last delta that was taken.
  private(set) var seq = Sequence(0)
  /// The answer's text that was reported so far; all later text must begin with it.
  private var text = ""
  /// How many UTF-8 bytes of reasoning were reported so far.
  private var reasoning = 0

  /// The text that a snapshot adds to what was reported.
  struct Addition: Equatable {
    var text: Substring
    var reasoning: Substring
    /// The text reported as the answer is not part of it: `text` is the whole answer.
    var isRevised = false
  }

  /// The text that a delta adds; `nil` when the delta is a repeat.
  mutating func take(_ delta: TurnDelta.Params) -> String? {
    guard delta.seq > seq else { return nil }
    seq = delta.seq
    switch delta.kind {
    case .text: text += delta.text
    case .reasoning: reasoning += delta.text.utf8.count
    }
    return delta.text
  }

  /// The text that a snapshot adds; `nil` when it leaves a gap or begins in the middle of the
  /// reported text: then the client must request the whole.
  mutating func take(_ snapshot: TurnWatch.Result) -> Addition? {
    let addition: Addition
    if snapshot.fromSeq == seq, seq > Sequence(0) {
      addition = Addition(text: snapshot.text[...], reasoning: snapshot.reasoning[...])
      text += snapshot.text
      reasoning += snapshot.reasoning.utf8.count
    } else if snapshot.fromSeq == Sequence(0) {
      addition = takeWhole(text: snapshot.text, reasoning: snapshot.reasoning)
    } else {
      return nil
    }
    seq = max(seq, snapshot.seq)
    return addition
  }

  /// The text of the ended turn that was not reported before.
  mutating func finish(with turn: Noun.Turn) -> Addition {
    takeWhole(text: turn.output ?? "", reasoning: turn.reasoning ?? "")
  }

  /// The whole text begins with what was reported, unless that turned out to be reasoning.
  private mutating func takeWhole(text whole: String, reasoning thought: String) -> Addition {
    // Only text with no reasoning before it can turn out to be reasoning.
    let isRevised =
      reasoning == 0 && !text.isEmpty && !whole.utf8.starts(with: text.utf8)
      && thought.utf8.starts(with: text.utf8)
    let addition = Addition(
      text: rest(of: whole, after: isRevised ? 0 : text.utf8.count),
      reasoning: rest(of: thought, after: isRevised ? text.utf8.count : reasoning),
      isRevised: isRevised)
    if isRevised || whole.utf8.count > text.utf8.count { text = whole }
    reasoning = max(reasoning, thought.utf8.count)
    return addition
  }

  private func rest(of whole: String, after count: Int) -> Substring {
    whole[
      (whole.utf8.index(whole.startIndex, offsetBy: count, limitedBy: whole.endIndex)
        ?? whole.endIndex)...]
  }
}
