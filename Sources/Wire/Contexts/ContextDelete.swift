/// `context/delete`
package enum ContextDelete: Method {
  package typealias Runs = Turn
  package typealias Params = DeletionParams<Noun.Context>
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

  package static let example = Example<ContextDelete>(
    Params(contextId: Noun.Context.example.id), Done())
}

/// `context/restore`
package enum ContextRestore: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Context
  package typealias Result = ContextResult
  package static let name = "context/restore"
  package static let summary = "Restore a deleted context and its thread."
  package static let details =
    "Restoring a context that is not deleted succeeds and changes nothing."
  package static let faults: [Fault.Kind] = [.notFound]
  package static let idSummary = "The context to restore."

  package static let example = Example<ContextRestore>(
    Params(contextId: Noun.Context.example.id), ContextResult(.example))
}
