import Wire

/// What has been said of one turn: each word is given out once, whatever became of the connection.
struct TurnTranscript {
  /// The last delta that was taken.
  private(set) var seq = Sequence(0)
  /// UTF-8 bytes given out so far, by voice.
  private var text = 0
  private var reasoning = 0

  /// What a snapshot adds to what was given out.
  struct Addition: Equatable {
    var text: Substring
    var reasoning: Substring
  }

  /// What a delta adds; `nil` when it is a repeat.
  mutating func take(_ delta: TurnDelta.Params) -> String? {
    guard delta.seq > seq else { return nil }
    seq = delta.seq
    switch delta.kind {
    case .text: text += delta.text.utf8.count
    case .reasoning: reasoning += delta.text.utf8.count
    }
    return delta.text
  }

  /// What a snapshot adds; `nil` when it leaves a gap or begins in the middle of what was taken:
  /// then the whole must be asked for.
  mutating func take(_ snapshot: TurnWatch.Result) -> Addition? {
    let addition: Addition
    if snapshot.fromSeq == seq {
      addition = Addition(text: snapshot.text[...], reasoning: snapshot.reasoning[...])
      text += snapshot.text.utf8.count
      reasoning += snapshot.reasoning.utf8.count
    } else if snapshot.fromSeq == Sequence(0) {
      addition = Addition(
        text: rest(of: snapshot.text, after: text),
        reasoning: rest(of: snapshot.reasoning, after: reasoning))
      text = max(text, snapshot.text.utf8.count)
      reasoning = max(reasoning, snapshot.reasoning.utf8.count)
    } else {
      return nil
    }
    seq = max(seq, snapshot.seq)
    return addition
  }

  /// What the ended turn says beyond what was given out.
  mutating func finish(with turn: Noun.Turn) -> Addition {
    let addition = Addition(
      text: rest(of: turn.output ?? "", after: text),
      reasoning: rest(of: turn.reasoning ?? "", after: reasoning))
    text += addition.text.utf8.count
    reasoning += addition.reasoning.utf8.count
    return addition
  }

  /// Everything that is said begins with what was given out.
  private func rest(of whole: String, after count: Int) -> Substring {
    whole[
      (whole.utf8.index(whole.startIndex, offsetBy: count, limitedBy: whole.endIndex)
        ?? whole.endIndex)...]
  }
}
