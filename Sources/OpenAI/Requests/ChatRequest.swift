package import JSON

/// A request to a model, independent of the provider's differences.
package struct ChatRequest: Sendable {
  /// One message; system messages are joined to one, which is sent first.
  package struct Message: Sendable, Equatable {
    package enum Role: String, Sendable, Equatable, CaseIterable {
      case system, user, assistant
    }

    package var role: Role
    package var content: String
    /// The model's reasoning before this answer; only where it is sent back to the provider.
    var reasoning: String?

    package init(role: Role, content: String) {
      self.role = role
      self.content = content
    }
  }

  /// Options of the answer. Only options that are set are sent.
  package struct Options: Sendable {
    package var temperature: Double?
    package var topP: Double?
    /// Reasoning counts, too, where the provider counts it.
    package var maxTokens: Int?
    package var stop: [String]?
    package var seed: Int?
    package var reasoningEffort: String?
    package var responseFormat: RawJSON?
    /// An object whose members are sent to the provider unchanged, before all others. It may not
    /// contain `model`, `messages` or `stream`.
    package var extra: RawJSON?

    package init(
      temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil,
      stop: [String]? = nil, seed: Int? = nil, reasoningEffort: String? = nil,
      responseFormat: RawJSON? = nil, extra: RawJSON? = nil
    ) {
      self.temperature = temperature
      self.topP = topP
      self.maxTokens = maxTokens
      self.stop = stop
      self.seed = seed
      self.reasoningEffort = reasoningEffort
      self.responseFormat = responseFormat
      self.extra = extra
    }
  }

  package var model: String
  package var messages: [Message]
  package var options: Options
  /// Finds the earlier reasoning for each of `messages`; `nil` where none is known. It is called
  /// only for a provider that gets reasoning back; it may be called on any thread, and may answer
  /// on any.
  package var recall: Recall?

  package typealias Recall = @Sendable (@escaping @Sendable ([String?]) -> Void) -> Void

  package init(
    model: String, messages: [Message], options: Options = Options(), recall: Recall? = nil
  ) {
    self.model = model
    self.messages = messages
    self.options = options
    self.recall = recall
  }
}
