package import JSON

/// Options of a turn's request to the model. Only those that are set are sent.
package struct TurnOptions: NamedPayload, Hashable {
  package static let typeName = "TurnOptions"
  package static let fields = [
    "temperature": "The sampling temperature.",
    "topP": "Nucleus sampling: the model samples from this share of the probability mass.",
    "maxTokens": "The most tokens that the model may generate.",
    "stop": "Stop sequences, 1 to 16 of them: the model stops before each.",
    "seed": "The seed for sampling, for providers that support one.",
    "reasoningEffort": "How much the model may reason, in the provider's own word.",
    "responseFormat": "The provider's response_format, such as a JSON schema.",
    "extra":
      "Further members of the provider's request, sent unchanged; model, messages and stream are not allowed.",
  ]

  package var temperature: Double?
  package var topP: Double?
  package var maxTokens: PositiveCount?
  package var stop: StopTexts?
  package var seed: Int?
  package var reasoningEffort: ReasoningEffort?
  package var responseFormat: FreeObject?
  package var extra: ExtraOptions?

  package init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: PositiveCount? = nil,
    stop: StopTexts? = nil, seed: Int? = nil, reasoningEffort: ReasoningEffort? = nil,
    responseFormat: FreeObject? = nil, extra: ExtraOptions? = nil
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

/// A provider's word for how much a model may reason: 1 to 32 characters on one line.
package struct ReasoningEffort: RuledLine {
  package static let lengthLimit = 32
  package static let expectation = "a word of 1 to 32 characters, such as low, medium or high"

  package let text: String

  package init(trusted text: String) {
    self.text = text
  }
}

/// 1 to 16 texts of 1 byte to 1 KiB.
package struct StopTexts: Hashable, Sendable, Codable, Described {
  package static let schema = Schema.array(.string(minLength: 1, maxLength: 1024))
  package static let specimen = StopTexts(trusted: ["\n"])
  package static let expectation = "1 to 16 texts of 1 byte to 1 KiB"

  package let texts: [String]

  private init(trusted texts: [String]) {
    self.texts = texts
  }

  package init?(_ texts: [String]) {
    guard (1...16).contains(texts.count), texts.allSatisfy({ (1...1024).contains($0.utf8.count) })
    else { return nil }
    self.texts = texts
  }

  package init(from decoder: any Decoder) throws {
    guard let texts = StopTexts(try [String](from: decoder)) else {
      throw Expected(Self.expectation)
    }
    self = texts
  }

  package func encode(to encoder: any Encoder) throws {
    try texts.encode(to: encoder)
  }
}

/// Members that are passed to the provider unchanged; those that skein sets itself are refused.
package struct ExtraOptions: Hashable, Sendable, Codable, Described {
  package static let reserved = ["model", "messages", "stream"]
  package static var schema: Schema { .freeObject }
  package static let specimen = ExtraOptions(trusted: .empty)

  package let object: FreeObject

  private init(trusted object: FreeObject) {
    self.object = object
  }

  /// Fails if one of the members is reserved.
  package init?(_ object: FreeObject) {
    self.init(trusted: object)
    if Self.reserved.contains(where: { members[$0] != nil }) { return nil }
  }

  /// Fails if the members are too large together, or one of them is reserved.
  package init?(_ members: [String: RawJSON]) {
    guard let object = FreeObject(RawJSON(object: members)),
      !Self.reserved.contains(where: { members[$0] != nil })
    else { return nil }
    self.init(trusted: object)
  }

  /// The members by name, each unchanged.
  package var members: [String: RawJSON] {
    do {
      var members: [String: RawJSON] = [:]
      for (name, value) in try object.json.value().members {
        members[name] = RawJSON(trusting: String(decoding: value.token, as: UTF8.self))
      }
      return members
    } catch {
      // The object was already read as JSON before, so it cannot fail here.
      return [:]
    }
  }

  package init(from decoder: any Decoder) throws {
    object = try FreeObject(from: decoder)
    let value = try Document(Array(object.json.text.utf8)).root
    if let taken = Self.reserved.first(where: { value[$0] != nil }) {
      throw Expected("no member \(taken): skein decides it")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    try object.encode(to: encoder)
  }
}
