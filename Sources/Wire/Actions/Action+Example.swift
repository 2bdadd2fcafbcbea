import JSON

extension Noun.Action {
  static let examplePayload = FreeObject(
    trusted: RawJSON(trusting: #"{"from":"https://example.org/swift-package.git"}"#))
  static let exampleOutcome = FreeObject(trusted: RawJSON(trusting: #"{"files":12}"#))

  static let example = Noun.Action(
    id: ActionID(high: 0x0199_a3f4_2ac0_7c10, low: 0x9d0e_2f3a_4b5c_6d7e), number: 1,
    contextId: Noun.Context.example.id, type: .cloneTemplate, payload: examplePayload,
    createdAt: Timestamp(milliseconds: 1_795_284_306_880),
    updatedAt: Timestamp(milliseconds: 1_795_284_306_880))

  static let exampleCompleted: Noun.Action = {
    var action = example
    action.status = .completed
    action.result = exampleOutcome
    action.startedAt = Timestamp(milliseconds: 1_795_284_310_000)
    action.endedAt = Timestamp(milliseconds: 1_795_284_312_500)
    action.updatedAt = Timestamp(milliseconds: 1_795_284_312_500)
    return action
  }()
}
