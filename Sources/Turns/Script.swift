package import Wire

/// The deltas of one turn, joined, with the places where each began. A value.
package struct Script: Sendable {
  package init() {}

  /// The answer so far.
  package private(set) var text = ""
  /// What the model said to itself so far.
  package private(set) var reasoning = ""
  /// Where each delta ended, as UTF-8 offsets into the two voices; delta 1 is the first.
  private var ends: [(text: Int, reasoning: Int)] = []
  /// Who has followed up to this delta, or to one before it, has words in the wrong voice.
  package private(set) var revisedSeq = Sequence(0)

  /// The last delta's number; 0 before the first.
  package var seq: Sequence { Sequence(ends.count) }

  package mutating func append(_ words: String, as voice: TurnDelta.Voice) -> Sequence {
    switch voice {
    case .text: text += words
    case .reasoning: reasoning += words
    }
    ends.append((text.utf8.count, reasoning.utf8.count))
    return seq
  }

  /// Counts all text so far as reasoning. Whoever has followed takes the whole anew.
  package mutating func countTextAsReasoning() {
    reasoning += text
    text = ""
    revise()
  }

  /// The other way round.
  package mutating func countReasoningAsText() {
    text = reasoning + text
    reasoning = ""
    revise()
  }

  private mutating func revise() {
    guard !ends.isEmpty else { return }
    ends = Array(repeating: (0, 0), count: ends.count)
    ends[ends.count - 1] = (text.utf8.count, reasoning.utf8.count)
    revisedSeq = seq
  }

  /// Everything after a delta; the whole, from 0, when there is no such delta, or when what was said
  /// up to it has changed its voice since.
  package func rest(after seq: Sequence) -> (from: Sequence, text: String, reasoning: String) {
    guard seq > revisedSeq, seq.number <= ends.count else { return (Sequence(0), text, reasoning) }
    let (textStart, reasoningStart) = ends[seq.number - 1]
    return (seq, text.suffix(fromByte: textStart), reasoning.suffix(fromByte: reasoningStart))
  }

  /// The whole as deltas, one a voice, numbered so that the tail goes on from the last.
  package func joined(of turn: TurnID) -> [TurnDelta.Params] {
    var deltas: [TurnDelta.Params] = []
    if !reasoning.isEmpty {
      deltas.append(
        .init(turnId: turn, seq: lastSeq(of: .reasoning), kind: .reasoning, text: reasoning))
    }
    if !text.isEmpty {
      deltas.append(.init(turnId: turn, seq: lastSeq(of: .text), kind: .text, text: text))
    }
    return deltas.sorted { $0.seq < $1.seq }
  }

  private func lastSeq(of voice: TurnDelta.Voice) -> Sequence {
    let position = ends.indices.last { index in
      let before = index == 0 ? (text: 0, reasoning: 0) : ends[index - 1]
      return switch voice {
      case .text: ends[index].text > before.text
      case .reasoning: ends[index].reasoning > before.reasoning
      }
    }
    return Sequence((position ?? -1) + 1)
  }
}

extension String {
  /// What follows a UTF-8 offset that stands between two scalars.
  package func suffix(fromByte offset: Int) -> String {
    String(self[utf8.index(startIndex, offsetBy: offset)...])
  }
}
