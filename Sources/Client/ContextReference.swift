package import Wire

/// A context as people name it: the title is its thread's.
package typealias ContextReference = Reference<Noun.Context>

extension Noun.Context: Nameable {
  package static var noun: String { "context" }

  package var reference: String { "\(number)" }
  package var words: String? { title?.text }
  package var details: String { "\(updatedAt.minute)  \(status.rawValue)" }

  package static func find(
    _ name: TypedName, includeDeleted: Bool, on connection: Connection
  ) throws -> Found<Noun.Context> {
    try connection.call(
      ContextFind.self,
      ContextFind.Params(name: name, includeDeleted: includeDeleted ? true : nil))
  }

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

  /// An action by its number in its context, or by its id; the context is only asked for when the
  /// id is not given whole.
  package func action(named text: String, of context: () throws -> ContextID) throws -> ActionID {
    if let number = TypedName(text)?.plainNumber {
      do {
        return try call(ActionGet.self, .init(contextId: try context(), number: number)).action.id
      } catch let fault as Fault where fault.isMissing(.action) {
        throw ClientError.usage(
          "The context has no action \(text): skein action list shows them.")
      }
    }
    let reference = try IDReference<Noun.Action>(text, noun: "action")
    if let whole = reference.whole { return whole }
    var found: [(id: ActionID, label: String)] = []
    let params = ActionList.Params(contextId: try context(), limit: PageLimit(200))
    try pages(ActionList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }
        .map { ($0.id, "\($0.number)  \($0.type.rawValue) \($0.status.rawValue)") }
      return true
    }
    return try reference.choose(from: found)
  }

  /// The same for a preview.
  package func preview(named text: String, of context: () throws -> ContextID) throws -> PreviewID {
    if let number = TypedName(text)?.plainNumber {
      do {
        return try call(PreviewGet.self, .init(contextId: try context(), number: number)).preview.id
      } catch let fault as Fault where fault.isMissing(.preview) {
        throw ClientError.usage(
          "The context has no preview \(text): skein preview list shows them.")
      }
    }
    let reference = try IDReference<Noun.Preview>(text, noun: "preview")
    if let whole = reference.whole { return whole }
    var found: [(id: PreviewID, label: String)] = []
    let params = PreviewList.Params(contextId: try context(), limit: PageLimit(200))
    try pages(PreviewList.self, params, cursor: \.cursor) { page, _ in
      found += page.data.filter { reference.names($0.id) }
        .map { ($0.id, "\($0.number)  \($0.status.rawValue) \($0.url?.text ?? "")") }
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
