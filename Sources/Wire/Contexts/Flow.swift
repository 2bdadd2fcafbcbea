/// How the work of a context is to go.
package struct Flow: NamedPayload, Equatable {
  package static let typeName = "Flow"
  package static let fields = [
    "resistance": "How much stands against it: `none` unless given.",
    "friction": "How much it rubs: `minimal` unless given.",
    "direction": "Where it tends: `natural` unless given.",
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

  /// What was given, with the standard words for the rest.
  package init(_ new: NewFlow?) {
    let standard = Flow()
    self.init(
      resistance: new?.resistance ?? standard.resistance,
      friction: new?.friction ?? standard.friction,
      direction: new?.direction ?? standard.direction)
  }
}

/// A flow as clients send it: a member left out gets its standard word.
package struct NewFlow: NamedPayload, Equatable {
  package static let typeName = "NewFlow"
  package static let fields = [
    "resistance": "`none` unless given.",
    "friction": "`minimal` unless given.",
    "direction": "`natural` unless given.",
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
