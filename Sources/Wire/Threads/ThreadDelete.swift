/// `thread/delete`
package enum ThreadDelete: Method {
  package typealias Runs = Turn
  package typealias Params = DeletionParams<Noun.Thread>
  package typealias Result = Done
  package static let name = "thread/delete"
  package static let summary = "Delete a thread: hidden from lists until restored, or permanently."
  package static let details = """
    Its turns are cancelled first, and the answer comes when they have ended. Deleting twice \
    succeeds and changes nothing. A permanent deletion also deletes its messages and turns. The \
    versions of the thread, which thread/list lists with copiesOf, are deleted and restored with it; \
    the copies that thread/fork made are not. The thread of a context can only be \
    deleted with its context: otherwise the answer is invalidState, and the message names the \
    context.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]

  package static let example = Example<ThreadDelete>(
    Params(threadId: Noun.Thread.example.id), Done())
}

/// `thread/restore`
package enum ThreadRestore: IDMethod {
  package typealias Runs = Write
  package typealias Named = Noun.Thread
  package typealias Result = ThreadResult
  package static let name = "thread/restore"
  package static let summary = "Restore a deleted thread."
  package static let details = """
    Restoring a thread that is not deleted succeeds and changes nothing. Versions that were \
    deleted with the thread are restored with it. A version whose thread is deleted cannot be \
    restored alone: the answer is invalidState, and the message names the thread. The thread of a \
    deleted context can only be restored with its context: otherwise the answer is invalidState, \
    and the message names the context.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]
  package static let idSummary = "The thread to restore."

  package static let example = Example<ThreadRestore>(
    Params(threadId: Noun.Thread.example.id), ThreadResult(.example))
}
