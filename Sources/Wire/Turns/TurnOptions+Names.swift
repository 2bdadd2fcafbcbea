/// Recognises misspelled names of options.
extension TurnOptions {
  /// Options of providers that are not members of `TurnOptions`; none of them is a misspelling.
  package static let providerNames = [
    "best_of", "frequency_penalty", "logit_bias", "logprobs", "max_completion_tokens",
    "max_new_tokens", "max_output_tokens", "min_p", "min_tokens", "mirostat", "mirostat_eta",
    "mirostat_tau", "n_predict", "num_ctx", "num_predict", "presence_penalty", "repeat_last_n",
    "repeat_penalty", "repetition_penalty", "stop_token_ids", "store", "tfs_z", "top_a", "top_k",
    "top_logprobs", "top_n", "typ_p", "typical_p", "verbosity",
  ]

  /// The members that name an option.
  private static let ownNames = fields.keys.filter { $0 != "extra" }.sorted()

  /// The option with this name in any spelling: `max-tokens` is `maxTokens`, `Top-K` is `top_k`.
  package static func option(named name: String) -> String? {
    let plain = plain(name)
    return (ownNames + providerNames).first { Self.plain($0) == plain }
  }

  /// The member that is similar to an unknown name; `nil` if none is, or if the name is a known option
  /// of providers.
  package static func option(near name: String) -> String? {
    let typed = plain(name)
    guard !providerNames.contains(where: { plain($0) == typed }) else { return nil }
    let near = ownNames.compactMap { option -> (name: String, distance: Int)? in
      let own = plain(option)
      let distance = own.editDistance(to: typed)
      // In a short name, two wrong letters are too many.
      return distance <= (own.count > 5 ? 2 : 1) ? (option, distance) : nil
    }
    return near.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// The name in lower case, without hyphens and underscores.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
