/// `turn/started`
package enum TurnStarted: Notification {
  package static let name = "turn/started"
  package static let summary = "A turn that this connection follows has begun to run."

  package struct Params: Payload, Equatable {
    package static let fields = ["turn": "The turn, running."]

    package let turn: Noun.Turn

    package init(_ turn: Noun.Turn) {
      self.turn = turn
    }
  }

  package static let example = Params(.exampleRunning)
}

/// `turn/delta`
package enum TurnDelta: Notification {
  package static let name = "turn/delta"
  package static let summary = "The next part of the model's output."

  /// Whether a delta is part of the answer or of the model's reasoning.
  package enum Voice: String, Codable, CaseIterable, Sendable {
    case text, reasoning
  }

  package struct Params: Payload, Equatable {
    package static let fields = [
      "turnId": "The turn.",
      "seq":
        "1, 2, 3, … within the turn, counting both kinds; joined deltas have the seq of the last one.",
      "kind": "text for the answer, reasoning for the model's reasoning.",
      "text":
        "The text of the delta. All texts of kind text, joined, are the assistant message byte for byte.",
    ]

    package let turnId: TurnID
    package let seq: Sequence
    package let kind: Voice
    package let text: String

    package init(turnId: TurnID, seq: Sequence, kind: Voice, text: String) {
      self.turnId = turnId
      self.seq = seq
      self.kind = kind
      self.text = text
    }
  }

  package static let example = Params(
    turnId: Noun.Turn.example.id, seq: Sequence(1), kind: .text, text: "A length")
}

/// `turn/retrying`
package enum TurnRetrying: Notification {
  package static let name = "turn/retrying"
  package static let summary =
    "The provider failed before any text arrived; the request is sent again."

  package struct Params: Payload, Equatable {
    package static let fields = [
      "turnId": "The turn.",
      "attempt": "The number of the next attempt.",
      "maxAttempts": "How many attempts are made before the turn fails.",
      "delayMs": "How many milliseconds the daemon waits before the next attempt.",
      "error": "Why the last attempt failed.",
    ]

    package let turnId: TurnID
    package let attempt: Int
    package let maxAttempts: Int
    package let delayMs: Int
    package let error: ErrorObject

    package init(
      turnId: TurnID, attempt: Int, maxAttempts: Int, delayMs: Int, error: ErrorObject
    ) {
      self.turnId = turnId
      self.attempt = attempt
      self.maxAttempts = maxAttempts
      self.delayMs = delayMs
      self.error = error
    }
  }

  package static let example = Params(
    turnId: Noun.Turn.example.id, attempt: 2, maxAttempts: 5, delayMs: 520,
    error: ErrorObject(
      .provider("The provider local answered 503: it is loading its model.", loading)))

  private static let loading: Fault.ProviderDetails = {
    var details = Fault.ProviderDetails(provider: "local", failureClass: .server)
    details.turn = Noun.Turn.example.id
    details.httpStatus = 503
    details.retryable = true
    return details
  }()
}

/// `turn/ended`
package enum TurnEnded: Notification {
  package static let name = "turn/ended"
  package static let summary =
    "A turn that this connection follows has ended. It is the turn's last notification."

  package struct Params: Payload, Equatable {
    package static let fields = [
      "turn": "The turn, ended.",
      "messages": "The two messages that it wrote, or none.",
    ]

    package let turn: Noun.Turn
    package let messages: [Noun.Message]

    package init(turn: Noun.Turn, messages: [Noun.Message]) {
      self.turn = turn
      self.messages = messages
    }
  }

  package static let example = Params(
    turn: .example, messages: [.exampleQuestion, .exampleAnswer])
}

/// `turn/lagged`
package enum TurnLagged: Notification {
  package static let name = "turn/lagged"
  package static let summary = """
    The deltas that this connection has are not the turn's whole output: the connection read too \
    slowly, or deltas that were sent as text turned out to be reasoning. No more deltas are sent, \
    but turn/ended is. Call turn/watch again to catch up.
    """

  package struct Params: Payload, Equatable {
    package static let fields = [
      "turnId": "The turn.",
      "seq": "The seq of the last delta that was sent; give it as afterSeq to catch up.",
    ]

    package let turnId: TurnID
    package let seq: Sequence

    package init(turnId: TurnID, seq: Sequence) {
      self.turnId = turnId
      self.seq = seq
    }
  }

  package static let example = Params(turnId: Noun.Turn.example.id, seq: Sequence(1200))
}
