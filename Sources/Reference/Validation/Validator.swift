package import JSON
import Wire

/// Checks messages against an OpenRPC document, as `rpc.discover` returns it.
///
/// Each function returns the problems, with paths; an empty list means that the message is valid.
package struct Validator: Sendable {
  private let evaluator: SchemaEvaluator
  private let methods: [String: Value]
  private let notifications: [String: Value]
  private let errors: Value?

  package init(document: Document) {
    let root = document.root
    evaluator = SchemaEvaluator(root)
    methods = Self.byName(root["methods"])
    notifications = Self.byName(root["x-notifications"])
    errors = root["components"]?["errors"]
  }

  package func problems(in result: Value, of method: String) -> [String] {
    guard let schema = methods[method]?["result"]?["schema"] else {
      return ["there is no method \(method)"]
    }
    return judge(result, schema, at: "result")
  }

  /// `params` is nil when the request has none.
  package func problems(inParams params: Value?, of method: String) -> [String] {
    guard let declared = methods[method]?["params"] else { return ["there is no method \(method)"] }
    return problems(inMembers: params, declared, at: "params")
  }

  package func problems(inNotification params: Value?, named name: String) -> [String] {
    guard let declared = notifications[name]?["params"] else {
      return ["there is no notification \(name)"]
    }
    return problems(inMembers: params, declared, at: "params")
  }

  /// `method` is nil where the request could not be read.
  package func problems(inError error: Value, of method: String?) -> [String] {
    let strange = error.members.map(\.name).filter { !["code", "message", "data"].contains($0) }
    var problems = strange.map { "error: the member \($0) is not declared" }
    guard let kind = error["data"]?["kind"]?.string, let declared = errors?[kind] else {
      return problems + ["error.data.kind: no kind that is declared"]
    }
    if error["code"]?.integer != declared["code"]?.integer {
      problems.append("error.code: not the code of \(kind)")
    }
    if error["message"]?.string?.isEmpty != false { problems.append("error.message: no sentence") }
    if let data = error["data"], let schema = declared["data"] {
      problems += judge(data, schema, at: "error.data")
    }
    guard let method, let listed = methods[method]?["errors"] else { return problems }
    if !listed.elements.contains(where: { $0["$ref"]?.string == "#/components/errors/\(kind)" }) {
      problems.append("error: \(method) does not list \(kind)")
    }
    return problems
  }

  private func problems(inMembers params: Value?, _ declared: Value, at path: String) -> [String] {
    let byName = Self.byName(declared)
    let given = params.map { Array($0.members) } ?? []
    if let params, params.kind == .string || params.kind == .bool || params.kind == .number {
      return [problem(path, "expected an object")]
    }
    let missing = declared.elements.filter { $0["required"]?.bool == true }
      .compactMap { $0["name"]?.string }.filter { params?[$0] == nil }
    return missing.map { problem(path, "the member \($0) is missing") }
      + given.flatMap { name, value in
        byName[name]?["schema"].map { judge(value, $0, at: path + "." + name) }
          ?? [problem(path, "the member \(name) is not declared")]
      }
  }

  private func judge(_ value: Value, _ schema: Value, at path: String) -> [String] {
    let place = SchemaEvaluator.Place(schema: schema, document: "")
    return evaluator.problems(in: value, against: place, at: path)
  }

  private static func byName(_ list: Value?) -> [String: Value] {
    let entries = list.map { Array($0.elements) } ?? []
    let named = entries.compactMap { entry in entry["name"]?.string.map { ($0, entry) } }
    return Dictionary(named) { first, _ in first }
  }
}
