package import Wire

/// The deltas of one turn, joined, with the place where each one ends. A value.
package struct Script: Sendable {
  package init() {}

  /// The answer so far.
  package private(set) var text = ""
  /// The model's reasoning so far.
  package private(set) var reasoning = ""
  /// Where each delta ends, as UTF-8 offsets into text and reasoning; the first is delta 1.
  private var ends: [(text: Int, reasoning: Int)] = []
  /// The last delta that was there when text last became reasoning, or reasoning text. A client that has
  /// read no further has words as text that are reasoning, or the other way round.
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

  /// Counts all text so far as reasoning. Clients that follow have to read everything again.
  package mutating func countTextAsReasoning() {
    reasoning += text
    text = ""
    revise()
  }

  /// Counts all reasoning so far as text. Clients that follow have to read everything again.
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

  /// Everything after a delta; everything from 0 if there is no such delta, or if words up to it have
  /// changed between text and reasoning since.
  package func rest(after seq: Sequence) -> (from: Sequence, text: String, reasoning: String) {
    guard seq > revisedSeq, seq.number <= ends.count else { return (Sequence(0), text, reasoning) }
    let (textStart, reasoningStart) = ends[seq.number - 1]
    return (seq, text.suffix(fromByte: textStart), reasoning.suffix(fromByte: reasoningStart))
  }

  /// Everything so far as at most two deltas, one of text and one of reasoning. Each has the number of
  /// its last part, so that the next delta continues the numbers.
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
  /// The part after a UTF-8 offset, which must be between two Unicode scalars.
  package func suffix(fromByte offset: Int) -> String {
    String(self[utf8.index(startIndex, offsetBy: offset)...])
  }
}
