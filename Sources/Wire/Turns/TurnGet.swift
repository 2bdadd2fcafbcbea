/// `turn/get`
package enum TurnGet: IDMethod {
  package typealias Runs = Read
  package typealias Named = Noun.Turn
  package typealias Result = TurnResult
  package static let name = "turn/get"
  package static let summary = "Show one turn with its texts, even if it failed."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The turn to show."

  package static let example = Example<TurnGet>(
    Params(turnId: Noun.Turn.example.id), TurnResult(.example))
}

/// The result of the methods that show or change one turn.
package struct TurnResult: Payload, Equatable {
  package static let fields = ["turn": "The turn as it is now."]

  package let turn: Noun.Turn

  package init(_ turn: Noun.Turn) {
    self.turn = turn
  }
}
