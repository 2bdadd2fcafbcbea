import OpenAI
import Wire

extension ModelDirectory {
  /// A model that can be asked.
  struct Choice: Sendable, Equatable {
    let provider: Provider
    /// The provider's own name for it.
    let model: String
    /// `provider/name`, as turns record it.
    let name: ModelName
    /// How many tokens it takes, the answer's included; `nil` when nobody has said.
    let contextTokens: Int?
    let price: PriceSettings?
    /// What the configuration asks of it.
    let standardOptions: TurnOptions?
    /// What the alias asks of it that it was called by.
    var aliasOptions: TurnOptions?

    /// Refuses what with its provider's name is no `ModelName`: no turn could record it.
    init(
      _ model: String, of provider: Provider, known: KnownModels?
    ) throws(Fault) {
      let text = "\(provider.name)/\(model)"
      guard let name = ModelName(text), name.text == text, ModelName(model)?.text == model else {
        throw .invalidParams(path: "model", expected: Self.expectation(of: text))
      }
      self.provider = provider
      self.model = model
      self.name = name
      contextTokens = known?.contextTokens(of: model)
      price = known?.price(of: model)
      standardOptions = known?.models[model]?.options
    }

    /// What is asked of a name that is refused, with its beginning, in words that finish "expected …".
    private static func expectation(of text: String) -> String {
      let start = text.unicodeScalars.prefix(40)
        .filter { $0.properties.generalCategory != .control }
      let shown = String(String.UnicodeScalarView(start))
      guard text.unicodeScalars.count > ModelName.lengthLimit else {
        return "a model's name after \(text.prefix { $0 != "/" })/, without control characters and "
          + "without blanks around it, not: \(shown)"
      }
      return "a model whose name with its provider's has at most \(ModelName.lengthLimit) "
        + "characters: \(shown)… is longer"
    }

    /// Refuses what the model's interface has no word for; nothing of the turn is kept then.
    func check(_ options: TurnOptions?) throws(Fault) {
      guard let misfit = ChatRequest.Options(options).misfit(for: provider.api(of: model)) else {
        return
      }
      throw .invalidParams(
        path: "options.\(misfit.member)",
        expected: "\(misfit.expected); that is how \(name.text) is asked")
    }

    /// What a turn asks of it in the end: its own options, and behind them those of the thread, the
    /// alias and the model, in this order.
    func options(
      of request: TurnRequest, on thread: Noun.Thread?
    ) throws(Fault) -> TurnOptions? {
      do throws(TurnOptions.Oversized) {
        let standard = try (aliasOptions ?? TurnOptions()).over(standardOptions)
        let kept = try (thread?.options ?? TurnOptions()).over(standard)
        return try (request.options ?? TurnOptions()).over(kept).ifAny
      } catch {
        throw .invalidParams(
          path: TurnOptions.Oversized.path, expected: TurnOptions.Oversized.expectation)
      }
    }
  }
}
