/// `context/create`
package enum ContextCreate: Method {
  package typealias Runs = Write
  package static let name = "context/create"
  package static let summary = "Create a context and the thread that it owns."
  package static let details = """
    Either both are created or neither. turn/run and message/append work in this thread as in any \
    other.
    """
  package static let faults: [Fault.Kind] = [.conflict, .invalidState]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new context's id, so that the call can be repeated safely; the daemon makes one by default.",
      "title": "The thread's title.",
      "status": "The status of the work; setup by default.",
      "flow": "Three words that describe how the work should go.",
      "config": "The template, tools and features of the work.",
      "metadata": "A JSON object of your own, stored unchanged.",
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
