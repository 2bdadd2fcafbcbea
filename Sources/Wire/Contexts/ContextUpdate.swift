package import JSON

/// `context/update`
package enum ContextUpdate: Method {
  package typealias Runs = Write
  package typealias Result = ContextResult
  package static let name = "context/update"
  package static let summary = "Change a context's status, flow, config or metadata."
  package static let details = """
    A member that is left out stays as it is. An object replaces the old one completely; null \
    resets flow and config to their defaults, and clears metadata. The title belongs to the \
    thread: thread/update changes it.
    """
  package static let faults: [Fault.Kind] = [.notFound]

  package struct Params: Payload {
    package static let fields = [
      "contextId": "The context to change.",
      "status": "The status of the work; never null.",
      "flow": "Three words that describe how the work should go.",
      "config": "The template, tools and features of the work.",
      "metadata": "A JSON object of your own, stored unchanged.",
    ]

    package var contextId: ContextID
    package var status: Replacement<ContextStatus>
    package var flow: Change<NewFlow>
    package var config: Change<NewContextConfig>
    package var metadata: Change<FreeObject>

    package init(
      contextId: ContextID, status: Replacement<ContextStatus> = .keep,
      flow: Change<NewFlow> = .keep,
      config: Change<NewContextConfig> = .keep, metadata: Change<FreeObject> = .keep
    ) {
      self.contextId = contextId
      self.status = status
      self.flow = flow
      self.config = config
      self.metadata = metadata
    }
  }

  package static let example = Example<ContextUpdate>(
    Params(contextId: Noun.Context.example.id, status: .set(.active)), ContextResult(.example))
}
