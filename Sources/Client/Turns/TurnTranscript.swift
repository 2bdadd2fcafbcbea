import Wire

/// What has been said of one turn: each word is given out once, whatever became of the connection.
struct TurnTranscript {
  /// The last delta that was taken.
  private(set) var seq = Sequence(0)
  /// What was given out so far as the answer: what is said later must begin with it.
  private var text = ""
  /// UTF-8 bytes given out so far as reasoning.
  private var reasoning = 0

  /// What a snapshot adds to what was given out.
  struct Addition: Equatable {
    var text: Substring
    var reasoning: Substring
    /// What was given out as the answer is none of it: `text` is the whole.
    var isRevised = false
  }

  /// What a delta adds; `nil` when it is a repeat.
  mutating func take(_ delta: TurnDelta.Params) -> String? {
    guard delta.seq > seq else { return nil }
    seq = delta.seq
    switch delta.kind {
    case .text: text += delta.text
    case .reasoning: reasoning += delta.text.utf8.count
    }
    return delta.text
  }

  /// What a snapshot adds; `nil` when it leaves a gap or begins in the middle of what was taken:
  /// then the whole must be asked for.
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

  /// What the ended turn says beyond what was given out.
  mutating func finish(with turn: Noun.Turn) -> Addition {
    takeWhole(text: turn.output ?? "", reasoning: turn.reasoning ?? "")
  }

  /// Everything that is said begins with what was given out, unless that turned out to be thought.
  private mutating func takeWhole(text whole: String, reasoning thought: String) -> Addition {
    // Only text without reasoning before it is ever taken back.
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
