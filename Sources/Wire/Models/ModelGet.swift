/// `model/get`
package enum ModelGet: Method {
  package typealias Runs = Turn
  package static let name = "model/get"
  package static let summary = "Find the model that a name means."
  package static let details = """
    Every turn finds its model by the same rule: the name is an alias, provider/name, or a name \
    that exactly one provider lists. The daemon remembers the list that each provider last gave: a \
    name in it is answered without asking the provider; otherwise the provider is asked for its \
    list first. A name that is in no list, or that begins with no provider's name, is \
    invalidParams, and the error gives the most similar names. A name that the configuration gives \
    under models of a provider is accepted without a list, and a provider without a list accepts \
    any provider/name. Without a name, the answer is the configured model, or the only model of \
    the only provider.
    """
  package static let faults: [Fault.Kind] = [.provider]

  package struct Params: Payload {
    package static let fields = [
      "model": "An alias, name or provider/name; by default the model of a turn that names none."
    ]

    package var model: ModelName?

    package init(model: ModelName? = nil) {
      self.model = model
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["model": "The model that the name means."]

    package let model: Noun.Model

    package init(_ model: Noun.Model) {
      self.model = model
    }
  }

  package static let example = Example<ModelGet>(
    Params(model: ModelName(trusted: "small")),
    Result(
      Noun.Model(
        id: "local/smollm2-135m", provider: "local", name: "smollm2-135m", isDefault: true)))
}
