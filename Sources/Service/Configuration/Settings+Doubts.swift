import Wire

/// What may be meant otherwise than it is written.
extension Settings {
  /// A sentence each; what is written counts all the same.
  package var doubts: [String] {
    var found: [String] = []
    for (name, alias) in aliases.all {
      found += doubts(of: alias.options, at: "aliases.\(name)")
    }
    for (provider, known) in knownModels.sorted(by: { $0.key < $1.key }) {
      for (model, settings) in known.models.sorted(by: { $0.key < $1.key }) {
        found += doubts(of: settings.options, at: "providers.\(provider).models.\(model)")
      }
    }
    return found
  }

  private func doubts(of options: TurnOptions?, at path: String) -> [String] {
    (options?.extra?.members ?? [:]).keys.sorted().compactMap { name in
      guard let near = TurnOptions.option(near: name) else { return nil }
      let place = tree.origin(of: "\(path).options").map { "\($0): " } ?? ""
      return "\(place)`\(path).options.extra.\(name)` is sent as it is; did you mean "
        + "`\(path).options.\(near)`?"
    }
  }
}
