import JSON
package import Wire

extension ThreadUpdate.Params {
  /// Changes only the title.
  package static func renaming(_ thread: ThreadID, to title: Title) -> Self {
    ThreadUpdate.Params(threadId: thread, title: .set(title))
  }

  package static func editing(
    _ thread: ThreadID, model: Edit<ModelName> = .keep,
    systemPrompt: Edit<SystemPrompt> = .keep, contextPolicy: Edit<ContextPolicy> = .keep,
    options: Edit<TurnOptions> = .keep, purpose: Edit<ThreadPurpose> = .keep
  ) -> Self {
    ThreadUpdate.Params(
      threadId: thread, model: model.change, systemPrompt: systemPrompt.change,
      contextPolicy: contextPolicy.change, options: options.change, purpose: purpose.change)
  }
}
