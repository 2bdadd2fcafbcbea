/// `context/delete`
package enum ContextDelete: Method {
  package typealias Runs = Turn
  package typealias Result = Done
  package static let name = "context/delete"
  package static let summary =
    "Delete a context and its thread: hidden from lists until restored, or permanently."
  package static let details = """
    The turns of its thread are cancelled first, and the answer comes when they have ended. \
    Deleting twice succeeds and changes nothing. A permanent deletion also removes the thread with \
    its messages and turns, the actions and the previews. The deletion is one event, the context's.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to delete.",
      "permanent": "Whether it is deleted permanently; false by default.",
    ]

    package var contextId: ContextID
    package var permanent: Bool?

    package init(contextId: ContextID, permanent: Bool? = nil) {
      self.contextId = contextId
      self.permanent = permanent
    }
  }

  package static let example = Example<ContextDelete>(
    Params(contextId: Noun.Context.example.id), Done())
}

/// `context/restore`
package enum ContextRestore: Method {
  package typealias Runs = Write
  package typealias Result = ContextResult
  package static let name = "context/restore"
  package static let summary = "Restore a deleted context and its thread."
  package static let details =
    "Restoring a context that is not deleted succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = ["contextId": "The context to restore."]

    package var contextId: ContextID

    package init(contextId: ContextID) {
      self.contextId = contextId
    }
  }

  package static let example = Example<ContextRestore>(
    Params(contextId: Noun.Context.example.id), ContextResult(.example))
}
