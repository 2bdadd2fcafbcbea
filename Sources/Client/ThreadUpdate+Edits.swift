import JSON
package import Wire

extension ThreadUpdate.Params {
  /// Changes the title and nothing else.
  package static func renaming(_ thread: ThreadID, to title: Title) -> Self {
    ThreadUpdate.Params(threadId: thread, title: .set(title))
  }

  /// Changes what the model is told first, or tells it nothing any more.
  package static func instructing(_ thread: ThreadID, _ prompt: SystemPrompt?) -> Self {
    ThreadUpdate.Params(threadId: thread, systemPrompt: prompt.map { .set($0) } ?? .clear)
  }

  package static func editing(
    _ thread: ThreadID, model: Edit<ModelName>, systemPrompt: Edit<SystemPrompt>,
    contextPolicy: Edit<ContextPolicy>
  ) -> Self {
    ThreadUpdate.Params(
      threadId: thread, model: model.change, systemPrompt: systemPrompt.change,
      contextPolicy: contextPolicy.change)
  }
}
