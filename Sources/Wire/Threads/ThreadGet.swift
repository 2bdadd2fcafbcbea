/// `thread/get`
package enum ThreadGet: Method {
  package typealias Runs = Read
  package typealias Result = ThreadResult
  package static let name = "thread/get"
  package static let summary = "Show one thread, even a deleted one."
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to show; this or number.",
      "number": "Its number, instead of the id.",
    ]

    package var threadId: ThreadID?
    package var number: PositiveCount?

    package init(threadId: ThreadID) {
      self.threadId = threadId
    }

    package init(number: PositiveCount) {
      self.number = number
    }

    package func which() throws(Fault) -> Which<Noun.Thread> {
      try Which(id: threadId, number: number)
    }
  }

  package static let example = Example<ThreadGet>(
    Params(threadId: Noun.Thread.example.id), ThreadResult(.example))
}
