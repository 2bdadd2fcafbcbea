/// `action/create`
package enum ActionCreate: Method {
  package typealias Runs = Write
  package typealias Result = ActionResult
  package static let name = "action/create"
  package static let summary = "Write down what is to be done for a context; it begins pending."
  package static let details = """
    The daemon does none of it: a client takes it up with action/update. Another type is \
    invalidParams; the list of types is closed, and grows with versions of the daemon alone.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict]

  package struct Params: Payload {
    package static let fields = [
      "id": "The new action's id, to be able to repeat the call safely.",
      "contextId": "The context it is for.",
      "type": "What sort of work it is.",
      "payload": "What is to be done: your own object, kept as it came.",
    ]

    package var id: ActionID?
    package var contextId: ContextID
    package var type: ActionType
    package var payload: FreeObject

    package init(
      id: ActionID? = nil, contextId: ContextID, type: ActionType, payload: FreeObject
    ) {
      self.id = id
      self.contextId = contextId
      self.type = type
      self.payload = payload
    }
  }

  package static let example = Example<ActionCreate>(
    Params(
      contextId: Noun.Context.example.id, type: .cloneTemplate,
      payload: Noun.Action.examplePayload),
    ActionResult(.example))
}

/// `action/get`
package enum ActionGet: Method {
  package typealias Runs = Read
  package typealias Result = ActionResult
  package static let name = "action/get"
  package static let summary = "Show one action."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "actionId": "The action to show; this, or contextId and number.",
      "contextId": "The context that number is counted in.",
      "number": "Its number within the context, in place of the id.",
    ]

    package var actionId: ActionID?
    package var contextId: ContextID?
    package var number: PositiveCount?

    package init(actionId: ActionID) {
      self.actionId = actionId
    }

    package init(contextId: ContextID, number: PositiveCount) {
      self.contextId = contextId
      self.number = number
    }

    package func which() throws(Fault) -> WhichWithin<Noun.Action> {
      try WhichWithin(id: actionId, number: number, context: contextId)
    }
  }

  package static let example = Example<ActionGet>(
    Params(actionId: Noun.Action.example.id), ActionResult(.example))
}

/// `action/update`
package enum ActionUpdate: Method {
  package typealias Runs = Write
  package typealias Result = ActionResult
  package static let name = "action/update"
  package static let summary = "Move an action on: take it up, complete it, fail or decline it."
  package static let details = """
    pending becomes running or, declined, failed; running becomes completed or failed; nothing else \
    is possible, and the status that it already has is invalidState too. So of many clients that \
    take one action up exactly one is answered with a result, and does the work. Who lost an answer \
    asks action/get. A result is given with completed or failed alone.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "actionId": "The action to move on.",
      "status": "What it becomes.",
      "result": "What came of it: your own object, kept as it came.",
    ]

    package var actionId: ActionID
    package var status: ActionStatus
    package var result: FreeObject?

    package init(actionId: ActionID, status: ActionStatus, result: FreeObject? = nil) {
      self.actionId = actionId
      self.status = status
      self.result = result
    }
  }

  package static let example = Example<ActionUpdate>(
    Params(
      actionId: Noun.Action.example.id, status: .completed, result: Noun.Action.exampleOutcome),
    ActionResult(.exampleCompleted))
}
