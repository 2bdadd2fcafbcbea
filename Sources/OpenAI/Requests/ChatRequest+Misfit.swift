import JSON

extension ChatRequest.Options {
  /// An option that an interface does not have. It is refused: if it were silently ignored, people
  /// would believe that it works.
  package struct Misfit: Sendable, Equatable {
    /// `stop`, `seed` or `extra`.
    package let member: String
    /// What is allowed, such as `nothing: the Responses API has no seed`.
    package let expected: String
  }

  /// The first member that `api` does not support; `nil` when it supports them all.
  package func misfit(for api: API) -> Misfit? {
    switch api {
    case .chat: return nil
    case .responses:
      if stop != nil {
        return Misfit(member: "stop", expected: "nothing: the Responses API has no stop sequences")
      }
      if seed != nil {
        return Misfit(member: "seed", expected: "nothing: the Responses API has no seed")
      }
      guard let extra, extra.isObject, let root = ErrorBody.document(Array(extra.text.utf8))?.root
      else { return nil }
      let taken = root.members.first { ResponsesBody.reserved.contains($0.name) }
      return taken.map {
        Misfit(
          member: "extra",
          expected: "no member \($0.name): with the Responses API skein sets it")
      }
    }
  }
}
