/// `model/get`
package enum ModelGet: Method {
  package typealias Runs = Turn
  package static let name = "model/get"
  package static let summary = "Say which model a name means."
  package static let details = """
    As every turn finds its model: an alias, provider/name, or a name that exactly one provider \
    lists. What a provider listed last is remembered, and a name that stands there is answered \
    without asking anybody; otherwise the provider is asked for its list first. A name that no \
    list holds, or one whose beginning is no provider, is invalidParams with the nearest names. \
    What the configuration names under models of a provider is taken without a list, and a \
    provider without a list takes any provider/name. Without a name: the configured model, else \
    the only model of the only provider.
    """
  package static let faults: [Fault.Kind] = [.provider]

  package struct Params: Payload {
    package static let fields = [
      "model": "An alias, name or provider/name; the model that is asked by default unless given."
    ]

    package var model: ModelName?

    package init(model: ModelName? = nil) {
      self.model = model
    }
  }

  package struct Result: Payload, Equatable {
    package static let fields = ["model": "The model that is meant."]

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
