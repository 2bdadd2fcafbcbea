import OpenAI
package import Wire

/// The settings of one model, as in the configuration.
package struct ModelSettings: Payload, Hashable {
  package static let fields = [
    "api": "The API that this model is used with: chat or responses; by default its provider's.",
    "contextTokens": "The size of its context window in tokens, including the answer.",
    "price": "The price of its tokens.",
    "options": "Options of its turns, unless the turn, the thread or the alias sets them.",
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

/// What the configuration says about one provider's models, apart from their API.
package struct KnownModels: Hashable, Sendable {
  /// The context window of each model without a setting of its own.
  package var contextTokens: Int?
  /// The models' settings, by the provider's own names.
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

/// An API of a provider, as the settings name it.
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
