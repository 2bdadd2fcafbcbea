import OpenAI
import Wire

/// Settings that can be used, but are probably mistakes.
extension Settings {
  /// One sentence for each; the settings are in force all the same. Reads the key files.
  package var warnings: [String] {
    warningsAboutModels + allProviders.flatMap { warnings(about: $0) } + warningsAboutOptions
  }

  private var allProviders: [Provider] { modelProviders + (offeredProvider.map { [$0] } ?? []) }

  /// Of the default model and the aliases, those that begin with the name of no provider. A gateway
  /// may list such a name, but with the provider's name before it nobody has to guess.
  private var warningsAboutModels: [String] {
    var named: [(path: String, model: ModelName)] = []
    if let model { named.append(("model", model)) }
    for (name, alias) in aliases.all {
      let whole = "aliases.\(name).model"
      let path = tree.ownOrigin(of: whole) == nil ? "aliases.\(name)" : whole
      named.append((path, alias.model))
    }
    return named.compactMap { warning(about: $0.model, at: $0.path) }
  }

  private func warning(about model: ModelName, at path: String) -> String? {
    guard let slash = model.text.firstIndex(of: "/"),
      !knownModels.values.contains(where: { $0.models[model.text] != nil })
    else { return nil }
    let (prefix, name) = (model.text[..<slash], model.text[model.text.index(after: slash)...])
    let providers = allProviders.map(\.name)
    guard !providers.contains(String(prefix)) else { return nil }
    let start =
      "\(place(of: path))`\(path)` is \(model.text), but no provider is called “\(prefix)”"
    if let near = NearestNames(providers).to(String(prefix)).first {
      return "\(start); did you mean \(near)/\(name)?"
    }
    return
      "\(start). Begin it with the name of a provider (\(providers.joined(separator: ", "))) and "
      + "a slash, or add the provider to `providers`."
  }

  private func warnings(about provider: Provider) -> [String] {
    var found: [String] = []
    if let resource = provider.resourceInBaseURL {
      let path = "providers.\(provider.name).baseURL"
      // A provider that is not in the configuration has its URL from the variable.
      let setting = tree.ownOrigin(of: path).map { "\($0): `\(path)`" } ?? "$OPENAI_BASE_URL"
      found.append(
        "\(setting) ends in \(resource), which skein adds itself: remove it from the URL.")
    }
    if let complaint = provider.key.fileComplaint {
      let path = "providers.\(provider.name).keyFile"
      found.append(
        "\(place(of: path))`\(path)`: \(complaint) Questions to \(provider.name) fail until this file "
          + "holds its key and only its owner can read it.")
    }
    return found
  }

  private var warningsAboutOptions: [String] {
    var found: [String] = []
    for (name, alias) in aliases.all {
      found += warnings(about: alias.options, at: "aliases.\(name)")
    }
    for (provider, known) in knownModels.sorted(by: { $0.key < $1.key }) {
      for (model, settings) in known.models.sorted(by: { $0.key < $1.key }) {
        found += warnings(about: settings.options, at: "providers.\(provider).models.\(model)")
      }
    }
    return found
  }

  private func warnings(about options: TurnOptions?, at path: String) -> [String] {
    (options?.extra?.members ?? [:]).keys.sorted().compactMap { name in
      guard let near = TurnOptions.option(near: name) else { return nil }
      let place = place(of: "\(path).options")
      return "\(place)`\(path).options.extra.\(name)` is sent unchanged; did you mean "
        + "`\(path).options.\(near)`?"
    }
  }

  /// Where a setting was given, as the beginning of a sentence; empty if that is not known.
  private func place(of path: String) -> String {
    tree.origin(of: path).map { "\($0): " } ?? ""
  }
}
