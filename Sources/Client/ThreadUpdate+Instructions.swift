import JSON
package import Wire

extension ThreadUpdate.Params {
  /// Changes what the model is told first, or tells it nothing any more.
  package static func instructing(_ thread: ThreadID, _ prompt: SystemPrompt?) -> Self {
    ThreadUpdate.Params(threadId: thread, systemPrompt: prompt.map { .set($0) } ?? .clear)
  }
}
