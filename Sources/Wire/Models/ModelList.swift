/// `model/list`
package enum ModelList: Method {
  package typealias Runs = Turn
  package typealias Params = NoParams
  package static let name = "model/list"
  package static let summary = "Ask every provider which models it has."
  package static let details =
    """
    A provider that does not answer, or has no list, is reported in errors; the models of the \
    others are still listed. The daemon remembers the lists for model/get and every turn.
    """

  package struct Result: Payload, Equatable {
    package static let fields = [
      "data": "The models, provider by provider.",
      "errors":
        "The providers that did not answer, have no list, or list models that can't be used.",
      "aliases": "Other names for models, from the configuration.",
    ]

    package let data: [Noun.Model]
    package let errors: [ProviderError]
    package let aliases: [Alias]

    package init(data: [Noun.Model], errors: [ProviderError], aliases: [Alias]) {
      self.data = data
      self.errors = errors
      self.aliases = aliases
    }
  }

  /// Another name for a model; clients may use it wherever they name a model.
  package struct Alias: NamedPayload, Equatable {
    package static let typeName = "ModelAlias"
    package static let fields = [
      "name":
        "The alias, which `model` accepts; it takes precedence over a model of the same name.",
      "model": "The model that it means, as provider/name if that is known.",
    ]

    package let name: String
    package let model: String

    package init(name: String, model: String) {
      self.name = name
      self.model = model
    }
  }

  /// A provider whose models could not be listed.
  package struct ProviderError: NamedPayload, Equatable {
    package static let typeName = "ProviderError"
    package static let fields = [
      "provider": "The provider's configured name.",
      "message": "Why its models could not be listed, and what to check.",
    ]

    package let provider: String
    package let message: String

    package init(provider: String, message: String) {
      self.provider = provider
      self.message = message
    }
  }

  package static let example = Example<ModelList>(
    NoParams(),
    Result(
      data: [
        Noun.Model(
          id: "local/smollm2-135m", provider: "local", name: "smollm2-135m", isDefault: true)
      ],
      errors: [], aliases: [Alias(name: "small", model: "local/smollm2-135m")]))
}

extension Noun {
  /// A model that turns can use.
  package struct Model: NamedPayload, Equatable {
    package static let typeName = "Model"
    package static let fields = [
      "id": "provider/name, which `model` accepts.",
      "provider": "The provider's configured name.",
      "name": "The provider's own name for the model.",
      "default": "Whether turns use it when neither they nor their thread name one.",
    ]

    package let id: String
    package let provider: String
    package let name: String
    package let `default`: Bool

    package init(id: String, provider: String, name: String, isDefault: Bool) {
      self.id = id
      self.provider = provider
      self.name = name
      self.default = isDefault
    }
  }
}
