/// One configured endpoint that is compatible with OpenAI's.
package struct Provider: Sendable, Equatable {
  package var name: String
  /// `https://api.openai.com/v1`, `http://127.0.0.1:8092/v1`, or `unix:/run/llama.sock`, optionally
  /// with a path behind it (`unix:/run/llama.sock:/v1`, which is also the default path).
  package var baseURL: String
  package var key: KeySource
  /// `nil` means `https_proxy` and similar variables. Loopback is never reached through a proxy.
  package var proxy: String?
  /// A PEM file of certificates to trust instead of the system's.
  package var caFile: String?
  /// For name resolution, TCP and TLS together.
  package var connectTimeoutSeconds: Double
  /// From sending the request to the answer's first byte: meanwhile a model may read a long prompt.
  package var firstByteTimeoutSeconds: Double
  /// Between two bytes of an answer. The whole answer has no time limit.
  package var idleTimeoutSeconds: Double
  /// Between two pieces of output, reasoning included; the first is counted from the answer's first
  /// byte. Comments and empty deltas do not count. For an answer without streaming, it limits the
  /// whole answer.
  package var wordTimeoutSeconds: Double
  /// The number of attempts, including the first one.
  package var maxAttempts: Int
  package var quirks: Quirks
  /// The interface of its models, unless a model has its own.
  package var api: API
  /// The models that differ from their provider, by the provider's own names for them.
  package var models: [String: ModelQuirks]

  package init(
    name: String, baseURL: String, key: KeySource = .none, proxy: String? = nil,
    caFile: String? = nil, connectTimeoutSeconds: Double = 10,
    firstByteTimeoutSeconds: Double = 300, idleTimeoutSeconds: Double = 60,
    wordTimeoutSeconds: Double = 600, maxAttempts: Int = 5, quirks: Quirks = Quirks(),
    api: API = .chat, models: [String: ModelQuirks] = [:]
  ) {
    self.name = name
    self.baseURL = baseURL
    self.key = key
    self.proxy = proxy
    self.caFile = caFile
    self.connectTimeoutSeconds = connectTimeoutSeconds
    self.firstByteTimeoutSeconds = firstByteTimeoutSeconds
    self.idleTimeoutSeconds = idleTimeoutSeconds
    self.wordTimeoutSeconds = wordTimeoutSeconds
    self.maxAttempts = maxAttempts
    self.quirks = quirks
    self.api = api
    self.models = models
  }

  /// The interface of this model.
  package func api(of model: String) -> API { models[model]?.api ?? api }
}

/// The settings of one model that differ from its provider's; `nil` where they do not.
package struct ModelQuirks: Sendable, Equatable {
  package var api: API?

  package init(api: API? = nil) {
    self.api = api
  }
}

/// How a provider that claims to be compatible differs.
package struct Quirks: Sendable, Equatable {
  /// The member that limits the answer. Ollama silently ignores `max_completion_tokens`, and
  /// OpenAI's reasoning models refuse `max_tokens`.
  package enum TokenLimit: String, Sendable, Equatable, CaseIterable {
    /// `max_completion_tokens` at OpenAI's own hosts, `max_tokens` elsewhere.
    case automatic
    case maxTokens, maxCompletionTokens
  }

  /// The role of the system prompt.
  package enum Instructions: String, Sendable, Equatable, CaseIterable {
    /// `developer` for the reasoning models at OpenAI's own hosts, `system` for all others.
    case automatic
    case system, developer
  }

  /// Whether a model gets back its reasoning before an answer, as `reasoning_content` of that
  /// answer.
  package enum ReasoningInHistory: String, Sendable, Equatable, CaseIterable {
    /// After the provider has refused a model's history without it.
    case automatic
    case always, never
  }

  package var tokenLimit: TokenLimit
  package var instructions: Instructions
  package var reasoningInHistory: ReasoningInHistory
  /// Whether to ask for `stream_options.include_usage`.
  package var usageInStream: Bool

  package init(
    tokenLimit: TokenLimit = .automatic, instructions: Instructions = .automatic,
    reasoningInHistory: ReasoningInHistory = .automatic, usageInStream: Bool = true
  ) {
    self.tokenLimit = tokenLimit
    self.instructions = instructions
    self.reasoningInHistory = reasoningInHistory
    self.usageInStream = usageInStream
  }
}
