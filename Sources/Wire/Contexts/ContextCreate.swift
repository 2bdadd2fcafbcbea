/// `context/create`
package enum ContextCreate: Method {
  package typealias Runs = Write
  package static let name = "context/create"
  package static let summary = "Make a context and the thread that it owns."
  package static let details = """
    Both are made, or neither. turn/run and message/append talk in the thread as in any other.
    """
  package static let faults: [Fault.Kind] = [.conflict, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new context's id, to be able to repeat the call safely; made by the daemon otherwise.",
      "title": "The thread's title.",
      "status": "How far the work is; setup unless given.",
      "flow": "How the work is to go.",
      "config": "What the work is made from.",
      "metadata": "Your own object, kept as it came.",
    ]

    package var id: ContextID?
    package var title: Title?
    package var status: ContextStatus?
    package var flow: NewFlow?
    package var config: NewContextConfig?
    package var metadata: FreeObject?

    package init(
      id: ContextID? = nil, title: Title? = nil, status: ContextStatus? = nil,
      flow: NewFlow? = nil, config: NewContextConfig? = nil, metadata: FreeObject? = nil
    ) {
      self.id = id
      self.title = title
      self.status = status
      self.flow = flow
      self.config = config
      self.metadata = metadata
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = [
      "context": "The context.", "thread": "The thread that it owns.",
    ]

    package let context: Noun.Context
    package let thread: Noun.Thread

    package init(context: Noun.Context, thread: Noun.Thread) {
      self.context = context
      self.thread = thread
    }
  }

  package static let example = Example<ContextCreate>(
    Params(
      title: Title(trusted: "A package for yarn"), status: .active,
      config: NewContextConfig(
        template: Label(trusted: "swift-package"),
        tooling: Labels(trusted: [Label(trusted: "swift")]),
        features: Labels(trusted: [Label(trusted: "tests")]))),
    Result(
      context: {
        var context = Noun.Context.example
        context.updatedAt = context.createdAt
        return context
      }(), thread: .exampleOfContext))
}
