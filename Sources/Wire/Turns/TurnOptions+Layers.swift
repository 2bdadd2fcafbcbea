import JSON

/// Options come in layers: the model's, the alias's, the thread's, the template's, the call's.
extension TurnOptions {
  /// The members of `extra` in all layers together are more than one may have.
  package struct Oversized: Error, Equatable {
    package static let path = "options.extra"
    package static let expectation =
      "at most 64 KiB together with extra of the thread, the alias and the model"
  }

  /// These options, and `base` where they say nothing. The members of `extra` count one by one.
  package func over(_ base: TurnOptions?) throws(Oversized) -> TurnOptions {
    guard let base else { return self }
    return TurnOptions(
      temperature: temperature ?? base.temperature, topP: topP ?? base.topP,
      maxTokens: maxTokens ?? base.maxTokens, stop: stop ?? base.stop, seed: seed ?? base.seed,
      reasoningEffort: reasoningEffort ?? base.reasoningEffort,
      responseFormat: responseFormat ?? base.responseFormat,
      extra: try extra?.over(base.extra) ?? base.extra)
  }

  /// Nothing where nothing is set.
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
