/// `thread/create`
package enum ThreadCreate: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/create"
  package static let summary = "Make an empty thread."
  package static let details = """
    The model is looked for as by model/get, and refused as there; where no list can be had, it is \
    taken as a question would take it. Providers have five seconds to list their models; what the \
    connection sends meanwhile comes after the thread.
    """
  package static let faults: [Fault.Kind] = [.conflict, .invalidState, .provider]

  package struct Params: Payload {
    package static let fields = [
      "id":
        "The new thread's id, to be able to repeat the call safely; made by the daemon otherwise.",
      "title": "Its title.",
      "model": "The model its turns use unless they name one.",
      "systemPrompt": "Sent before everything else in its turns.",
      "contextPolicy":
        "What happens when it is longer than its model takes: error refuses the turn, dropOldest leaves the oldest messages out; as the configuration says unless given.",
      "options": "What its turns ask of the model, where they do not say it themselves.",
    ]

    package var id: ThreadID?
    package var title: Title?
    package var model: ModelName?
    package var systemPrompt: SystemPrompt?
    package var contextPolicy: ContextPolicy?
    package var options: TurnOptions?

    package init(
      id: ThreadID? = nil, title: Title? = nil, model: ModelName? = nil,
      systemPrompt: SystemPrompt? = nil, contextPolicy: ContextPolicy? = nil,
      options: TurnOptions? = nil
    ) {
      self.id = id
      self.title = title
      self.model = model
      self.systemPrompt = systemPrompt
      self.contextPolicy = contextPolicy
      self.options = options
    }
  }

  package static let example = Example<ThreadCreate>(
    Params(title: Title(trusted: "Wool")),
    ThreadResult(
      Noun.Thread(
        id: Noun.Thread.example.id, number: 3, title: Title(trusted: "Wool"),
        createdAt: Noun.Thread.example.createdAt, updatedAt: Noun.Thread.example.createdAt)))
}
