/// One configured endpoint that speaks as OpenAI's does.
package struct Provider: Sendable, Equatable {
  package var name: String
  /// `https://api.openai.com/v1`, `http://127.0.0.1:8092/v1`, or `unix:/run/llama.sock` with an
  /// optional path behind it (`unix:/run/llama.sock:/v1`, which is also the default path).
  package var baseURL: String
  package var key: KeySource
  /// Nil leaves it to `https_proxy` and the like. Loopback is never reached through a proxy.
  package var proxy: String?
  /// A PEM file of certificates to trust instead of the system's.
  package var caFile: String?
  /// Name resolution, TCP and TLS together.
  package var connectTimeoutSeconds: Double
  /// From the request's first byte to the answer's: a model may read a long prompt meanwhile.
  package var firstByteTimeoutSeconds: Double
  /// Between two bytes of an answer. There is no limit on the whole of it.
  package var idleTimeoutSeconds: Double
  /// Between two words of an answer, thoughts included, the first counted from its first byte:
  /// comments and empty deltas keep no turn alive. For an answer that comes whole, all of it.
  package var wordTimeoutSeconds: Double
  /// Tries in all, the first one counted.
  package var maxAttempts: Int
  package var quirks: Quirks
  /// How its models are asked, where one is not asked in its own way.
  package var api: API
  /// Where a model differs from its provider, by the provider's own name for it.
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

  /// How this model is asked.
  package func api(of model: String) -> API { models[model]?.api ?? api }
}

/// Where one model differs from its provider; nil is where it does not.
package struct ModelQuirks: Sendable, Equatable {
  package var api: API?

  package init(api: API? = nil) {
    self.api = api
  }
}

/// Where providers that claim to be compatible are not.
package struct Quirks: Sendable, Equatable {
  /// The member that bounds the answer. Ollama passes over `max_completion_tokens` in silence,
  /// OpenAI's reasoning models refuse `max_tokens`.
  package enum TokenLimit: String, Sendable, Equatable, CaseIterable {
    /// `max_completion_tokens` at OpenAI's own hosts, `max_tokens` elsewhere.
    case automatic
    case maxTokens, maxCompletionTokens
  }

  /// The role that instructions have.
  package enum Instructions: String, Sendable, Equatable, CaseIterable {
    /// `developer` for the reasoning models at OpenAI's own hosts, `system` for all others.
    case automatic
    case system, developer
  }

  /// Whether a model gets back what it thought before an answer, as `reasoning_content` of it.
  package enum ReasoningInHistory: String, Sendable, Equatable, CaseIterable {
    /// Once the provider has refused a model's history without it.
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
