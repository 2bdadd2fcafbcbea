import Wire

/// Who sends the value that a schema describes. An optional member means something else for each.
enum Direction: Sendable {
  /// A client: an optional member may be left out or null, which means the same, except that null
  /// clears a member in an update.
  case params
  /// The daemon: every member is present, and an optional one may be null.
  case sent
}

/// Writes a Wire schema as JSON Schema, draft 7.
struct SchemaJSON: Sendable {
  let direction: Direction
  /// Named payloads that are sent in both directions and so need two names.
  let twofold: Set<String>

  init(_ direction: Direction, in catalogue: Catalogue) {
    self.direction = direction
    twofold = Set(catalogue.types.filter { $0.directions.count == 2 }.map(\.name))
  }

  /// The name under which `components.schemas` holds a payload.
  func componentName(_ name: String) -> String {
    direction == .params && twofold.contains(name) ? name + "Input" : name
  }

  func tree(_ schema: Schema) -> Tree {
    switch schema {
    case .string(let format, let minLength, let maxLength):
      typed(
        "string",
        [("format", format.map(Tree.string)), ("minLength", minLength.map(Tree.integer))]
          + [("maxLength", maxLength.map(Tree.integer))])
    case .integer(let range):
      typed(
        "integer",
        [
          ("minimum", (range?.lowerBound).map(Tree.integer)),
          ("maximum", (range?.upperBound).map(Tree.integer)),
        ])
    case .number: typed("number")
    case .boolean: typed("boolean")
    case .choice(let names): typed("string", [("enum", .strings(names))])
    case .array(let element): typed("array", [("items", tree(element))])
    case .map(let element): typed("object", [("additionalProperties", tree(element))])
    case .freeObject: typed("object")
    case .object(let object):
      if let name = object.name {
        .object([("$ref", .string("#/components/schemas/\(componentName(name))"))])
      } else {
        self.object(object)
      }
    }
  }

  /// The schema of an object with all its members, even if the object has a name.
  func object(_ object: Schema.Object) -> Tree {
    let members = object.members.map { (name: $0.name, value: tree($0)) }
    let required = object.members.filter { isRequired($0, of: object) }.map(\.name)
    return typed(
      "object",
      [
        ("properties", .object(members)),
        ("required", required.isEmpty ? nil : .strings(required)),
        ("additionalProperties", .flag(false)),
      ])
  }

  /// A member's schema with its sentence, and with null if the member may be null.
  func tree(_ member: Schema.Member) -> Tree {
    let mayBeNull = member.isOptional && !member.refusesNull
    let schema = mayBeNull ? nullable(tree(member.schema)) : tree(member.schema)
    guard case .object(let keywords) = schema, !member.summary.isEmpty else { return schema }
    return .object([("description", .string(member.summary))] + keywords)
  }

  private func isRequired(_ member: Schema.Member, of object: Schema.Object) -> Bool {
    // An error's data holds only the members of its kind; components.errors lists them.
    direction == .params || object.name == FaultData.typeName ? !member.isOptional : true
  }

  private func nullable(_ schema: Tree) -> Tree {
    guard case .object(let keywords) = schema, keywords.contains(where: { $0.name == "type" })
    else { return .object([("anyOf", .array([schema, typed("null")]))]) }
    return .object(
      keywords.map { name, value in
        switch (name, value) {
        case ("type", _): (name, .array([value, .string("null")]))
        case ("enum", .array(let names)): (name, .array(names + [.null]))
        default: (name, value)
        }
      })
  }

  private func typed(_ type: String, _ rest: [(name: String, value: Tree?)] = []) -> Tree {
    .object(
      [(name: "type", value: .string(type))]
        + rest.compactMap { name, value in value.map { (name: name, value: $0) } })
  }
}
