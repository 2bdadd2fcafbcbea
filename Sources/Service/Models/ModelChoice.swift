import OpenAI
import Wire

extension ModelDirectory {
  /// A model that a turn can use.
  struct Choice: Sendable, Equatable {
    let provider: Provider
    /// The provider's own name for it.
    let model: String
    /// `provider/name`, as turns record it.
    let name: ModelName
    /// The size of its context window in tokens, including the answer; `nil` if it is not known.
    let contextTokens: Int?
    let price: PriceSettings?
    /// The options from the model's configuration.
    let standardOptions: TurnOptions?
    /// The options of the alias that named it.
    var aliasOptions: TurnOptions?

    /// Refuses a name that with its provider's name is no `ModelName`, because no turn could record
    /// it.
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

    /// What a refused name should be, with the beginning of the name, in words that complete
    /// "expected …".
    private static func expectation(of text: String) -> String {
      let start = text.unicodeScalars.prefix(40)
        .filter { $0.properties.generalCategory != .control }
      let shown = String(String.UnicodeScalarView(start))
      guard text.unicodeScalars.count > ModelName.lengthLimit else {
        return "a model's name after \(text.prefix { $0 != "/" })/, without control characters and "
          + "without spaces at its ends, not: \(shown)"
      }
      return "a model whose name with its provider's has at most \(ModelName.lengthLimit) "
        + "characters: \(shown)… is longer"
    }

    /// Refuses an option that the model's API does not have; nothing of the turn is then stored.
    func check(_ options: TurnOptions?) throws(Fault) {
      guard let misfit = ChatRequest.Options(options).misfit(for: provider.api(of: model)) else {
        return
      }
      throw .invalidParams(
        path: "options.\(misfit.member)",
        expected: "\(misfit.expected), which \(name.text) uses")
    }

    /// The options of a turn's request: its own, completed by those of the thread, then the alias,
    /// then the model.
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
