import OpenAI
package import Wire

/// What is particular to one model, as a configuration describes it.
package struct ModelSettings: Payload, Hashable {
  package static let fields = [
    "api": "How this model is asked: chat or responses; as its provider's others unless set.",
    "contextTokens": "How many tokens it takes, the answer's included.",
    "price": "What its tokens cost.",
    "options": "What is asked of it where nothing else says so.",
  ]

  package var api: ModelAPI?
  package var contextTokens: PositiveCount?
  package var price: PriceSettings?
  package var options: TurnOptions?

  package init(
    api: ModelAPI? = nil, contextTokens: PositiveCount? = nil, price: PriceSettings? = nil,
    options: TurnOptions? = nil
  ) {
    self.api = api
    self.contextTokens = contextTokens
    self.price = price
    self.options = options
  }

  var quirks: ModelQuirks {
    ModelQuirks(api: api.map(API.init))
  }
}

/// What the configuration knows of one provider's models beside how they are asked.
package struct KnownModels: Hashable, Sendable {
  /// What each takes that has no figure of its own.
  package var contextTokens: Int?
  /// By the provider's own names.
  package var models: [String: ModelSettings]

  package init(contextTokens: Int? = nil, models: [String: ModelSettings] = [:]) {
    self.contextTokens = contextTokens
    self.models = models
  }

  func contextTokens(of model: String) -> Int? {
    models[model]?.contextTokens?.number ?? contextTokens
  }

  func price(of model: String) -> PriceSettings? { models[model]?.price }
}

/// An interface of a provider, in the word of the settings.
package enum ModelAPI: String, Codable, CaseIterable, Sendable {
  case chat, responses
}

extension API {
  init(_ setting: ModelAPI) {
    self =
      switch setting {
      case .chat: .chat
      case .responses: .responses
      }
  }
}
