import Wire

/// Settings that can be used, but are probably mistakes.
extension Settings {
  /// One sentence for each; the settings are in force all the same.
  package var warnings: [String] {
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
      let place = tree.origin(of: "\(path).options").map { "\($0): " } ?? ""
      return "\(place)`\(path).options.extra.\(name)` is sent unchanged; did you mean "
        + "`\(path).options.\(near)`?"
    }
  }
}
