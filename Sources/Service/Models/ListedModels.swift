import OpenAI
import Wire

/// What a provider said of its models when it was asked last.
enum ListedModels: Sendable, Equatable {
  /// Their names, as far as they can be asked.
  case names(Set<String>)
  /// It has no list, or one that says nothing or too much: it takes any name.
  case unlisted

  /// `nil` when the answer says neither.
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

  /// In order; `nil` for a provider without a list.
  var names: [String]? {
    switch self {
    case .names(let names): names.sorted()
    case .unlisted: nil
    }
  }

  /// Whether the list says that this may be asked. Some providers take more than they list: Ollama a
  /// name without `:latest`, OpenRouter a variant behind a colon, Google a name without `models/`.
  func holds(_ model: String) -> Bool {
    guard case .names(let names) = self else { return false }
    if names.contains(model) || names.contains(model + ":latest") { return true }
    if names.contains("models/" + model) { return true }
    guard let colon = model.lastIndex(of: ":") else { return false }
    return names.contains(String(model[..<colon]))
  }
}
