import OpenAI
import Wire

@testable import Service

extension ModelDirectory {
  /// A directory that knows these lists; a provider whose list is nil has none.
  static func scripted(
    _ providers: [Provider], default name: String?, lists: [String: [String]?] = [:],
    aliases: [String: String] = [:], known: [String: KnownModels] = [:]
  ) throws(SettingsError) -> ModelDirectory {
    let meant = aliases.compactMapValues { ModelName($0).map { AliasSettings(model: $0) } }
    let listed = lists.map { (ModelLists.Place(provider: $0, user: nil), ListedModels(names: $1)) }
    return ModelDirectory(
      providers: providers, known: known, aliases: try ModelAliases(meant, in: SettingsTree()),
      defaultModel: name.flatMap { ModelName($0) },
      lists: ModelLists(
        source: ScriptedModels().source, listed: Dictionary(uniqueKeysWithValues: listed)))
  }
}
