package import Wire

/// Contexts, and what belongs to one, by the beginning of their ids.
extension Connection {
  /// Looks through all contexts, deleted ones too if asked.
  package func context(named text: String, includeDeleted: Bool = false) throws -> ContextID {
    let reference = try IDReference<Noun.Context>(text, noun: "context")
    if let whole = reference.whole { return whole }
    var found: [(id: ContextID, label: String)] = []
    let params = ContextList.Params(limit: PageLimit(200), includeDeleted: includeDeleted)
    try pages(ContextList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }.map { ($0.id, $0.status.rawValue) }
      return true
    }
    return try reference.choose(from: found)
  }

  /// The active context.
  package func activeContext() throws -> ContextID {
    guard let context = try call(ContextActive.self, NoParams()).context else {
      throw ClientError.usage("No context is active: name one, or skein context create one.")
    }
    return context.id
  }

  /// Looks through the actions of one context, which is asked for only when the id is not whole.
  package func action(named text: String, of context: () throws -> ContextID) throws -> ActionID {
    let reference = try IDReference<Noun.Action>(text, noun: "action")
    if let whole = reference.whole { return whole }
    var found: [(id: ActionID, label: String)] = []
    let params = ActionList.Params(contextId: try context(), limit: PageLimit(200))
    try pages(ActionList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }
        .map { ($0.id, "\($0.type.rawValue) \($0.status.rawValue)") }
      return true
    }
    return try reference.choose(from: found)
  }

  /// The same for previews.
  package func preview(named text: String, of context: () throws -> ContextID) throws -> PreviewID {
    let reference = try IDReference<Noun.Preview>(text, noun: "preview")
    if let whole = reference.whole { return whole }
    var found: [(id: PreviewID, label: String)] = []
    let params = PreviewList.Params(contextId: try context(), limit: PageLimit(200))
    try pages(PreviewList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }
        .map { ($0.id, "\($0.status.rawValue) \($0.url?.text ?? "")") }
      return true
    }
    return try reference.choose(from: found)
  }
}
