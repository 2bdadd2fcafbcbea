/// `action/create`
package enum ActionCreate: Method {
  package typealias Runs = Write
  package typealias Result = ActionResult
  package static let name = "action/create"
  package static let summary = "Record work to be done for a context; the action starts as pending."
  package static let details = """
    The daemon does not do the work: a client takes the action with action/update. An unknown type \
    is invalidParams; only a new version of the daemon adds types.
    """
  package static let faults: [Fault.Kind] = [.notFound, .conflict]

  package struct Params: Payload {
    package static let fields = [
      "id": "The new action's id, so that the call can be repeated safely.",
      "contextId": "The context that the action belongs to.",
      "type": "The kind of work.",
      "payload": "What is to be done: a JSON object of your own, stored unchanged.",
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
      "number": "Its number within the context, instead of the id.",
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
  package static let summary = "Change an action's status: start, complete, fail or decline it."
  package static let details = """
    A pending action can become running, or failed, which declines it; a running action can become \
    completed or failed. Any other change is invalidState, and so is the status that the action \
    already has. So when several clients try to start the same action, exactly one of them is \
    answered with a result, and does the work. A client that lost the answer calls action/get. A \
    result can be given only with completed or failed.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "actionId": "The action to change.",
      "status": "Its new status.",
      "result": "The result: a JSON object of your own, stored unchanged.",
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
