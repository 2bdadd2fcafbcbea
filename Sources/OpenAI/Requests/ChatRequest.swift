package import JSON

/// What to ask a model, before any provider's habits are known.
package struct ChatRequest: Sendable {
  /// One message; system messages are merged into one, which goes first.
  package struct Message: Sendable, Equatable {
    package enum Role: String, Sendable, Equatable, CaseIterable {
      case system, user, assistant
    }

    package var role: Role
    package var content: String
    /// What the model thought before it answered so; only where the provider is to have it back.
    var reasoning: String?

    package init(role: Role, content: String) {
      self.role = role
      self.content = content
    }
  }

  /// How to answer. Only what is set is sent.
  package struct Options: Sendable {
    package var temperature: Double?
    package var topP: Double?
    /// Reasoning counts too, where the provider counts it.
    package var maxTokens: Int?
    package var stop: [String]?
    package var seed: Int?
    package var reasoningEffort: String?
    package var responseFormat: RawJSON?
    /// An object whose members go to the provider as they are, before all of ours. It may not
    /// name `model`, `messages` or `stream`.
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
  /// Finds what was thought for each of `messages`, nil where nothing is known. It is called for a
  /// provider that wants that back, and for no other; from any thread, and its answer may come on
  /// any.
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
