/// `turn/watch`
package enum TurnWatch: Method {
  package typealias Runs = Turn
  package static let name = "turn/watch"
  package static let summary = "Follow a turn: its output so far, then the rest as it arrives."
  package static let details = """
    The answer holds the output of the deltas after fromSeq, up to and including seq; turn/delta \
    continues with seq + 1, without a gap or a repetition. If fromSeq is 0, text is the whole \
    output so far: replace the text that you have instead of appending. For a turn that has ended, \
    the answer holds the whole output, and turn/ended follows.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn to follow.",
      "afterSeq": "The seq of the last delta that you have; 0 by default.",
      "deltaIntervalMs":
        "The shortest time between deltas to this connection; those in between are joined. 0, the default, sends each as it comes.",
    ]

    package var turnId: TurnID
    package var afterSeq: Sequence?
    package var deltaIntervalMs: DeltaInterval?

    package init(
      turnId: TurnID, afterSeq: Sequence? = nil, deltaIntervalMs: DeltaInterval? = nil
    ) {
      self.turnId = turnId
      self.afterSeq = afterSeq
      self.deltaIntervalMs = deltaIntervalMs
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "turn": "The turn as it is now.",
      "text": "The answer's text after fromSeq.",
      "reasoning": "The model's reasoning after fromSeq.",
      "fromSeq": "The seq of the delta after which text and reasoning begin.",
      "seq": "The seq of the last delta that they include.",
    ]

    package let turn: Noun.Turn
    package let text: String
    package let reasoning: String
    package let fromSeq: Sequence
    package let seq: Sequence

    package init(
      turn: Noun.Turn, text: String, reasoning: String, fromSeq: Sequence, seq: Sequence
    ) {
      self.turn = turn
      self.text = text
      self.reasoning = reasoning
      self.fromSeq = fromSeq
      self.seq = seq
    }
  }

  package static let example = Example<TurnWatch>(
    Params(turnId: Noun.Turn.example.id),
    Result(
      turn: .exampleRunning, text: "A length of", reasoning: "", fromSeq: Sequence(0),
      seq: Sequence(3)))
}

/// `turn/unwatch`
package enum TurnUnwatch: IDMethod {
  package typealias Runs = Link
  package typealias Named = Noun.Turn
  package typealias Result = Done
  package static let name = "turn/unwatch"
  package static let summary = "Stop following a turn; the turn goes on."
  package static let details = "It is no error if the connection does not follow the turn."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The turn to stop following."

  package static let example = Example<TurnUnwatch>(Params(turnId: Noun.Turn.example.id), Done())
}
