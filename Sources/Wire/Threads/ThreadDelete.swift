/// `thread/delete`
package enum ThreadDelete: Method {
  package typealias Runs = Turn
  package typealias Result = Done
  package static let name = "thread/delete"
  package static let summary = "Delete a thread: out of lists until restored, or for good."
  package static let details = """
    Its turns are cancelled first, and the answer comes when they have ended. Deleting twice \
    succeeds and changes nothing. A permanent deletion takes its messages and turns along. Its \
    versions go with it, and come back with it. The thread of a context goes with its context alone: invalidState, and the message names it.
    """
  package static let faults: [Fault.Kind] = [.notFound, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to delete.",
      "permanent": "Whether it is deleted permanently; false by default.",
    ]

    package var threadId: ThreadID
    package var permanent: Bool?

    package init(threadId: ThreadID, permanent: Bool? = nil) {
      self.threadId = threadId
      self.permanent = permanent
    }
  }

  package static let example = Example<ThreadDelete>(
    Params(threadId: Noun.Thread.example.id), Done())
}

/// `thread/restore`
package enum ThreadRestore: Method {
  package typealias Runs = Write
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

  package struct Params: Payload {
    package static let fields = ["threadId": "The thread to bring back."]

    package var threadId: ThreadID

    package init(threadId: ThreadID) {
      self.threadId = threadId
    }
  }

  package static let example = Example<ThreadRestore>(
    Params(threadId: Noun.Thread.example.id), ThreadResult(.example))
}
