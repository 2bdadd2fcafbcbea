import JSON

/// Options are merged from several layers: those of the model, the alias, the thread, the template
/// and the call. Later layers take precedence.
extension TurnOptions {
  /// `extra`, merged from all layers, is larger than one object may be.
  package struct Oversized: Error, Equatable {
    package static let path = "options.extra"
    package static let expectation =
      "at most 64 KiB together with extra of the thread, the alias and the model"
  }

  /// These options, completed by those of `base`. `extra` is merged member by member.
  package func over(_ base: TurnOptions?) throws(Oversized) -> TurnOptions {
    guard let base else { return self }
    return TurnOptions(
      temperature: temperature ?? base.temperature, topP: topP ?? base.topP,
      maxTokens: maxTokens ?? base.maxTokens, stop: stop ?? base.stop, seed: seed ?? base.seed,
      reasoningEffort: reasoningEffort ?? base.reasoningEffort,
      responseFormat: responseFormat ?? base.responseFormat,
      extra: try extra?.over(base.extra) ?? base.extra)
  }

  /// The options, or `nil` if none is set.
  package var ifAny: TurnOptions? { self == TurnOptions() ? nil : self }
}

extension ExtraOptions {
  fileprivate func over(_ base: ExtraOptions?) throws(TurnOptions.Oversized) -> ExtraOptions {
    guard let base else { return self }
    var members = base.members
    for (name, value) in self.members { members[name] = value }
    guard let merged = ExtraOptions(members) else { throw TurnOptions.Oversized() }
    return merged
  }
}
