/// `thread/delete`
package enum ThreadDelete: Method {
  package typealias Runs = Turn
  package typealias Params = DeletionParams<Noun.Thread>
  package typealias Result = Done
  package static let name = "thread/delete"
  package static let summary = "Delete a thread: out of lists until restored, or for good."
  package static let details = """
    Its turns are cancelled first, and the answer comes when they have ended. Deleting twice \
    succeeds and changes nothing. A permanent deletion takes its messages and turns along. Its \
    versions go with it, and come back with it. The thread of a context goes with its context alone: invalidState, and the message names it.
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
  package static let summary = "Bring a deleted thread back."
  package static let details = """
    Restoring what is not deleted succeeds and changes nothing. The versions that went with it \
    come back; a version alone does not while its thread is deleted: invalidState, and the message \
    names the thread. The thread of a deleted context \
    comes back with its context alone: invalidState, and the message names it.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]
  package static let idSummary = "The thread to bring back."

  package static let example = Example<ThreadRestore>(
    Params(threadId: Noun.Thread.example.id), ThreadResult(.example))
}
