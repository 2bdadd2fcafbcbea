package import JSON

/// `thread/update`
package enum ThreadUpdate: Method {
  package typealias Runs = Write
  package typealias Result = ThreadResult
  package static let name = "thread/update"
  package static let summary =
    "Change a thread's title, model, system prompt, context policy, options or purpose."
  package static let details = """
    A member that is left out stays as it is; null clears it. The model is found, or refused, as \
    by thread/create. A version that is given a title becomes an ordinary thread.
    """
  package static let faults: [Fault.Kind] = [.notFound, .provider]

  package struct Params: Payload {
    package static let fields = [
      "threadId": "The thread to change.",
      "title": "Its new title.",
      "model": "The model that its next turns use.",
      "systemPrompt": "The system prompt of its next turns.",
      "contextPolicy":
        "What happens if it is longer than the model's context window: error or dropOldest.",
      "options": "The options of its next turns; they replace the old ones completely.",
      "purpose":
        "edit for text that is written into a document; thread/list leaves such a thread out. null makes it a conversation.",
    ]

    package var threadId: ThreadID
    package var title: Change<Title>
    package var model: Change<ModelName>
    package var systemPrompt: Change<SystemPrompt>
    package var contextPolicy: Change<ContextPolicy>
    package var options: Change<TurnOptions>
    package var purpose: Change<ThreadPurpose>

    package init(
      threadId: ThreadID, title: Change<Title> = .keep, model: Change<ModelName> = .keep,
      systemPrompt: Change<SystemPrompt> = .keep, contextPolicy: Change<ContextPolicy> = .keep,
      options: Change<TurnOptions> = .keep, purpose: Change<ThreadPurpose> = .keep
    ) {
      self.threadId = threadId
      self.title = title
      self.model = model
      self.systemPrompt = systemPrompt
      self.contextPolicy = contextPolicy
      self.options = options
      self.purpose = purpose
    }
  }

  package static let example = Example<ThreadUpdate>(
    Params(threadId: Noun.Thread.example.id, title: .set(Title(trusted: "What a skein is"))),
    ThreadResult(.example))
}
