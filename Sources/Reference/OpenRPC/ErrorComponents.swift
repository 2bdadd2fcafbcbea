import Wire

/// The errors as OpenRPC lists them: for each kind its code, its meaning, and a schema of its
/// `data`.
struct ErrorComponents {
  private let members: [Schema.Member]
  private let schemas: SchemaJSON

  init(in catalogue: Catalogue) throws {
    guard case .object(let data) = try Schema(of: FaultData.self) else {
      throw NotAnObject(type: FaultData.typeName)
    }
    members = data.members
    schemas = SchemaJSON(.sent, in: catalogue)
  }

  var tree: Tree {
    .object(Fault.Kind.allCases.map { (name: $0.rawValue, value: tree($0)) })
  }

  static func reference(_ kind: Fault.Kind) -> Tree {
    .object([("$ref", .string("#/components/errors/\(kind.rawValue)"))])
  }

  private func tree(_ kind: Fault.Kind) -> Tree {
    .object([
      ("code", .integer(kind.code)), ("message", .string(kind.meaning)), ("data", data(of: kind)),
    ])
  }

  /// The schema of `data`: `kind` and the members that the kind declares, all of them required.
  private func data(of kind: Fault.Kind) -> Tree {
    let names = FaultData.memberNames(of: kind)
    let declared = members.filter { names.contains($0.name) }
    return .object([
      ("type", .string("object")),
      (
        "properties",
        .object(
          [("kind", .object([("const", .string(kind.rawValue))]))]
            + declared.map { ($0.name, schemas.tree($0)) })
      ),
      ("required", .strings(["kind"] + declared.map(\.name))),
      ("additionalProperties", .flag(false)),
    ])
  }
}
