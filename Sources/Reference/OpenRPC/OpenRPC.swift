import JSON
import Wire

/// The OpenRPC document: every method, notification, type and error, for programs to read.
package enum OpenRPC {
  /// The version of the OpenRPC specification that the document follows.
  static let version = "1.3.2"

  /// The document on one line, as `rpc.discover` returns it. The same declarations give the same
  /// bytes.
  package static func document() throws -> [UInt8] {
    Array(try tree().compact.utf8)
  }

  static func tree() throws -> Tree {
    let catalogue = try Catalogue()
    return .object([
      ("openrpc", .string(version)),
      (
        "info",
        .object([
          ("title", .string("skein")),
          (
            "description",
            .string(
              "JSON-RPC 2.0 over a Unix socket to skeind, which stores threads of messages "
                + "and asks models. See skein-rpc(7) for the transport.")
          ),
          ("version", .string(Version.current)),
          ("license", .object([("name", .string("Apache-2.0"))])),
        ])
      ),
      ("methods", .array(try catalogue.methods.map { try method($0, catalogue) })),
      (
        "components",
        .object([
          ("schemas", .object(types(catalogue))),
          ("errors", try ErrorComponents(in: catalogue).tree),
        ])
      ),
      (
        "x-notifications",
        .array(try catalogue.notifications.map { try notification($0, catalogue) })
      ),
    ])
  }

  private static func method(_ method: MethodEntry, _ catalogue: Catalogue) throws -> Tree {
    var members: [(name: String, value: Tree)] = [
      ("name", .string(method.name)), ("summary", .string(method.summary)),
    ]
    if !method.details.isEmpty { members.append(("description", .string(method.details))) }
    members += [
      ("tags", .array(tags(of: method).map { .object([("name", .string($0))]) })),
      ("paramStructure", .string("by-name")),
      ("params", descriptors(method.params, SchemaJSON(.params, in: catalogue))),
      (
        "result",
        .object([
          ("name", .string("result")),
          ("schema", SchemaJSON(.sent, in: catalogue).tree(method.result)),
        ])
      ),
      ("errors", .array(method.faults.map(ErrorComponents.reference))),
      ("examples", .array([try example(of: method)])),
    ]
    return .object(members)
  }

  /// The noun before the slash, or `server` if there is none, and the kind of the method.
  private static func tags(of method: MethodEntry) -> [String] {
    let words = method.name.split(separator: "/")
    return [words.count == 2 ? String(words[0]) : "server", method.kind]
  }

  /// The required members come first, as OpenRPC demands.
  private static func descriptors(_ params: Schema.Object, _ schemas: SchemaJSON) -> Tree {
    let ordered = params.members.filter { !$0.isOptional } + params.members.filter(\.isOptional)
    return .array(
      ordered.map { member in
        .object([
          ("name", .string(member.name)), ("summary", .string(member.summary)),
          ("required", .flag(schemas.direction == .sent || !member.isOptional)),
          ("schema", schemas.tree(member)),
        ])
      })
  }

  private static func example(of method: MethodEntry) throws -> Tree {
    let params = try method.exampleParams.value().members.map { name, value in
      Tree.object([("name", .string(name)), ("value", Tree(value))])
    }
    return .object([
      ("name", .string(method.name)), ("params", .array(params)),
      (
        "result",
        .object([
          ("name", .string("result")), ("value", Tree(try method.exampleResult.value())),
        ])
      ),
    ])
  }

  private static func types(_ catalogue: Catalogue) -> [(name: String, value: Tree)] {
    catalogue.types.flatMap { type in
      type.directions.map { direction in
        let schemas = SchemaJSON(direction, in: catalogue)
        return (name: schemas.componentName(type.name), value: schemas.object(type.object))
      }
    }
  }

  private static func notification(
    _ notification: NotificationEntry, _ catalogue: Catalogue
  ) throws -> Tree {
    .object([
      ("name", .string(notification.name)), ("summary", .string(notification.summary)),
      ("params", descriptors(notification.params, SchemaJSON(.sent, in: catalogue))),
      ("example", Tree(try notification.example.value())),
    ])
  }
}
