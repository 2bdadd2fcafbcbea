import OpenAI
import Wire

/// What a provider last answered when it was asked for its models.
enum ListedModels: Sendable, Equatable {
  /// The names of the models that can be used.
  case names(Set<String>)
  /// It has no list, or one that is empty or too long: any name is accepted.
  case unlisted

  /// `nil` if the answer shows neither.
  init?(_ answer: Result<[Model], Failure>) {
    switch answer {
    case .success(let models):
      self.init(names: models.map(\.id).filter { ModelName($0)?.text == $0 })
    case .failure(let failure) where failure.isMissingList: self = .unlisted
    case .failure: return nil
    }
  }

  init(names: [String]?) {
    guard let names, (1...Wire.Limits.listedModels).contains(names.count) else {
      self = .unlisted
      return
    }
    self = .names(Set(names))
  }

  /// The names in order; `nil` for a provider without a list.
  var names: [String]? {
    switch self {
    case .names(let names): names.sorted()
    case .unlisted: nil
    }
  }

  /// Whether the list has the model. Some providers accept more names than they list: Ollama a name
  /// without `:latest`, OpenRouter a variant after a colon, Google a name without `models/`.
  func holds(_ model: String) -> Bool {
    guard case .names(let names) = self else { return false }
    if names.contains(model) || names.contains(model + ":latest") { return true }
    if names.contains("models/" + model) { return true }
    guard let colon = model.lastIndex(of: ":") else { return false }
    return names.contains(String(model[..<colon]))
  }
}
