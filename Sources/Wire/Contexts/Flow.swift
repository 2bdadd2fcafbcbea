/// How the work of a context should go, in three words of the client's own. The daemon stores them
/// and gives them no meaning.
package struct Flow: NamedPayload, Equatable {
  package static let typeName = "Flow"
  package static let fields = [
    "resistance": "How much resistance the work meets; `none` by default.",
    "friction": "How much friction there is; `minimal` by default.",
    "direction": "The direction that the work takes; `natural` by default.",
  ]

  package let resistance: FlowWord
  package let friction: FlowWord
  package let direction: FlowWord

  package init(
    resistance: FlowWord = FlowWord(trusted: "none"),
    friction: FlowWord = FlowWord(trusted: "minimal"),
    direction: FlowWord = FlowWord(trusted: "natural")
  ) {
    self.resistance = resistance
    self.friction = friction
    self.direction = direction
  }

  /// The members that were given; the others have their default words.
  package init(_ new: NewFlow?) {
    let standard = Flow()
    self.init(
      resistance: new?.resistance ?? standard.resistance,
      friction: new?.friction ?? standard.friction,
      direction: new?.direction ?? standard.direction)
  }
}

/// A flow as clients send it: a member that is left out has its default word.
package struct NewFlow: NamedPayload, Equatable {
  package static let typeName = "NewFlow"
  package static let fields = [
    "resistance": "How much resistance the work meets; `none` by default.",
    "friction": "How much friction there is; `minimal` by default.",
    "direction": "The direction that the work takes; `natural` by default.",
  ]

  package var resistance: FlowWord?
  package var friction: FlowWord?
  package var direction: FlowWord?

  package init(
    resistance: FlowWord? = nil, friction: FlowWord? = nil, direction: FlowWord? = nil
  ) {
    self.resistance = resistance
    self.friction = friction
    self.direction = direction
  }

  /// With every member given.
  package init(_ flow: Flow) {
    self.init(resistance: flow.resistance, friction: flow.friction, direction: flow.direction)
  }
}

/// One word of a flow: 1 to 64 characters on one line.
package struct FlowWord: RuledLine {
  package static let lengthLimit = 64
  package static let expectation = "text of 1 to 64 characters without control characters"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}
