import Client
import Wire

/// What thread set changes, as it stands.
extension Noun.Thread {
  /// Columns of one option where a line shows them all: a schema is longer.
  private static let optionColumns = 60

  /// Its options as `NAME=VALUE`, each cut to what a heading has room for.
  var optionWords: [String] {
    (options?.words ?? []).map { DisplayWidth.fitted($0, columns: Self.optionColumns) }
  }

  /// Each setting by the name of what sets it.
  var settings: Facts {
    var facts = Facts()
    facts.add("thread", reference)
    facts.add("title", title?.text)
    facts.add("model", model?.text)
    facts.add("system", systemPrompt?.text)
    facts.add("context-policy", contextPolicy?.rawValue)
    facts.add("purpose", purpose?.rawValue)
    for option in options?.words ?? [] { facts.add("option", option) }
    return facts
  }
}
