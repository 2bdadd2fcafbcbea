/// `thread/create`
package enum ThreadCreate: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/create"
  package static let summary = "Create an empty thread."
  package static let details = """
    The model is found, or refused, by the rule of model/get; if no list is available, it is \
    accepted as a turn would accept it. Providers have five seconds to list their models. Requests \
    that the connection sends in the meantime run after the thread is created.
    """
  package static let faults: [Fault.Kind] = [.conflict, .invalidState, .provider]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new thread's id, so that the call can be repeated safely; the daemon makes one by default.",
      "title": "Its title.",
      "model": "The model that its turns use unless they name one.",
      "systemPrompt": "The system prompt of its turns.",
      "contextPolicy":
        "What happens if it is longer than the model's context window: error refuses the turn, dropOldest leaves out the oldest messages; the configured policy by default.",
      "options": "The options of its turns, unless a turn sets them itself.",
      "purpose":
        "edit for text that is written into a document; thread/list leaves such a thread out. A conversation by default.",
    ]

    package var id: ThreadID?
    package var title: Title?
    package var model: ModelName?
    package var systemPrompt: SystemPrompt?
    package var contextPolicy: ContextPolicy?
    package var options: TurnOptions?
    package var purpose: ThreadPurpose?

    package init(
      id: ThreadID? = nil, title: Title? = nil, model: ModelName? = nil,
      systemPrompt: SystemPrompt? = nil, contextPolicy: ContextPolicy? = nil,
      options: TurnOptions? = nil, purpose: ThreadPurpose? = nil
    ) {
      self.id = id
      self.title = title
      self.model = model
      self.systemPrompt = systemPrompt
      self.contextPolicy = contextPolicy
      self.options = options
      self.purpose = purpose
    }
  }

  package static let example = Example<ThreadCreate>(
    Params(title: Title(trusted: "Wool")),
    ThreadResult(
      Noun.Thread(
        id: Noun.Thread.example.id, number: 3, title: Title(trusted: "Wool"),
        createdAt: Noun.Thread.example.createdAt, updatedAt: Noun.Thread.example.createdAt)))
}
