package import Wire

/// A context as people name it: the title is its thread's.
package typealias ContextReference = Reference<Noun.Context>

extension Noun.Context: Nameable {
  package typealias Find = ContextFind

  package static var noun: String { "context" }

  package var reference: String { "\(number)" }
  package var words: String? { title?.text }
  package var details: String { "\(updatedAt.minute)  \(status.rawValue)" }

  package static func get(_ id: ContextID, on connection: Connection) throws -> Noun.Context {
    try connection.call(ContextGet.self, ContextGet.Params(contextId: id)).context
  }
}

/// Contexts, and the actions and previews in one.
extension Connection {
  package func context(named text: String, includeDeleted: Bool = false) throws -> ContextID {
    try ContextReference(text).resolve(on: self, includeDeleted: includeDeleted)
  }

  /// The active context.
  package func activeContext() throws -> Noun.Context {
    guard let context = try call(ContextActive.self, NoParams()).context else {
      throw ClientError.usage("No context is active: name one, or skein context create one.")
    }
    return context
  }

  /// An action by its number in its context, or by its id.
  package func action(named text: String, of context: () throws -> ContextID) throws -> ActionID {
    try thing(
      .action, named: text, of: context,
      numbered: { try call(ActionGet.self, .init(contextId: $0, number: $1)).action.id },
      in: ActionList.self, { .init(contextId: $0, limit: PageLimit(200)) }, cursor: \.cursor
    ) { ($0.id, "\($0.number)  \($0.type.rawValue) \($0.status.rawValue)") }
  }

  /// The same for a preview.
  package func preview(named text: String, of context: () throws -> ContextID) throws -> PreviewID {
    try thing(
      .preview, named: text, of: context,
      numbered: { try call(PreviewGet.self, .init(contextId: $0, number: $1)).preview.id },
      in: PreviewList.self, { .init(contextId: $0, limit: PageLimit(200)) }, cursor: \.cursor
    ) { ($0.id, "\($0.number)  \($0.status.rawValue) \($0.url?.text ?? "")") }
  }

  /// What is numbered within a context, by its number there or by its id; the context is only asked
  /// for when the id is not given whole. `label` tells those apart whose ids are alike.
  private func thing<Thing, List: Method>(
    _ entity: Entity, named text: String, of context: () throws -> ContextID,
    numbered: (ContextID, PositiveCount) throws -> ID<Thing>,
    in _: List.Type, _ params: (ContextID) -> List.Params,
    cursor: WritableKeyPath<List.Params, Cursor?>,
    label: (Thing) -> (id: ID<Thing>, label: String)
  ) throws -> ID<Thing> where List.Result == Page<Thing> {
    let noun = entity.rawValue
    if let number = TypedName(text)?.plainNumber {
      do {
        return try numbered(try context(), number)
      } catch let fault as Fault where fault.isMissing(entity) {
        throw ClientError.usage(
          "The context has no \(noun) \(text): skein \(noun) list shows them.")
      }
    }
    let reference = try IDReference<Thing>(text, noun: noun)
    if let whole = reference.whole { return whole }
    var found: [(id: ID<Thing>, label: String)] = []
    try pages(List.self, params(try context()), cursor: cursor) { (page: Page<Thing>, _) in
      found += page.data.map(label).filter { reference.names($0.id) }
      return true
    }
    return try reference.choose(from: found)
  }
}

extension Fault {
  package func isMissing(_ entity: Entity) -> Bool {
    kind == .notFound && data.entity == entity.rawValue
  }
}
