/// `turn/watch`
package enum TurnWatch: Method {
  package typealias Runs = Turn
  package static let name = "turn/watch"
  package static let summary = "Follow a turn: what it has said so far, then the rest as it comes."
  package static let details = """
    The answer holds everything said after delta fromSeq through delta seq; turn/delta goes on \
    with seq + 1, with no gap and no repeat. When fromSeq is 0 the text is the whole: replace what \
    you have, don't append. Of a turn that has ended the answer holds all and turn/ended follows.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "turnId": "The turn to follow.",
      "afterSeq": "The last delta you have; 0 unless given.",
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
      "text": "What it said after fromSeq.",
      "reasoning": "What it said to itself after fromSeq.",
      "fromSeq": "The delta after which text and reasoning begin.",
      "seq": "The last delta that they hold.",
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
package enum TurnUnwatch: Method {
  package typealias Runs = Link
  package typealias Result = Done
  package static let name = "turn/unwatch"
  package static let summary = "Stop following a turn; the turn goes on."
  package static let details = "Not following a turn of yours is no error."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["turnId": "The turn to stop following."]

    package var turnId: TurnID

    package init(turnId: TurnID) {
      self.turnId = turnId
    }
  }

  package static let example = Example<TurnUnwatch>(Params(turnId: Noun.Turn.example.id), Done())
}
