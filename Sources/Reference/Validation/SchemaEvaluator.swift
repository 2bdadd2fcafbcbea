package import JSON

/// Judges values by JSON Schema, draft 7: the keywords that our document and the OpenRPC
/// meta-schema use. Any other keyword is itself a problem, so that nothing goes unchecked.
///
/// It is here and not in a test because the tests of two targets judge with it: the document by
/// its meta-schema, and every answer of a running daemon by the document.
package struct SchemaEvaluator: Sendable {
  /// Schemas by their `$id`, under which `$ref` names them with or without its last slash; where we
  /// begin has an empty one.
  let documents: [String: Value]

  package init(_ schema: Value, others: [String: Value] = [:]) {
    documents = others.merging(["": schema]) { _, own in own }
  }

  /// What is wrong with `value`, each with its path; empty when nothing is.
  package func problems(in value: Value, at path: String = "") -> [String] {
    guard let root = documents[""] else { return [] }
    return problems(in: value, against: Place(schema: root, document: ""), at: path)
  }

  /// A schema, and the document whose definitions its references mean.
  struct Place {
    let schema: Value
    let document: String

    func inner(_ schema: Value) -> Place { Place(schema: schema, document: document) }
  }

  func problems(in value: Value, against place: Place, at path: String) -> [String] {
    if let allowed = place.schema.bool {
      return allowed ? [] : [problem(path, "nothing may stand here")]
    }
    if let reference = place.schema["$ref"]?.string {
      guard let target = resolve(reference, from: place) else {
        return [problem(path, "the schema refers to \(reference), which is not there")]
      }
      return problems(in: value, against: target, at: path)
    }
    return place.schema.members.flatMap { keyword, argument in
      judge(value, by: keyword, place.inner(argument), beside: place.schema, at: path)
    }
  }

  private func judge(
    _ value: Value, by keyword: String, _ argument: Place, beside schema: Value, at path: String
  ) -> [String] {
    switch keyword {
    case "$id", "$schema", "$comment", "title", "description", "default", "examples", "readOnly",
      "definitions":
      []
    case "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "minLength",
      "maxLength", "pattern", "format", "minItems", "uniqueItems":
      judgeAlone(value, by: keyword, argument.schema).map { [problem(path, $0)] } ?? []
    case "properties", "required", "patternProperties", "additionalProperties", "propertyNames":
      judgeMembers(of: value, by: keyword, argument, beside: schema, at: path)
    case "items": judgeElements(of: value, argument, at: path)
    case "additionalItems": []
    case "allOf":
      argument.schema.elements.flatMap {
        problems(in: value, against: argument.inner($0), at: path)
      }
    case "anyOf", "oneOf":
      judgeChoice(value, argument, one: keyword == "oneOf", at: path)
    default: [problem(path, "the schema's keyword \(keyword) is not understood")]
    }
  }

  private func judgeElements(of value: Value, _ items: Place, at path: String) -> [String] {
    value.elements.enumerated().flatMap { position, element in
      problems(in: element, against: items, at: "\(path)[\(position)]")
    }
  }

  /// Of alternatives that all fail, the one that comes closest says why.
  private func judgeChoice(
    _ value: Value, _ choices: Place, one: Bool, at path: String
  ) -> [String] {
    let results = choices.schema.elements.map {
      problems(in: value, against: choices.inner($0), at: path)
    }
    let matches = results.count(where: \.isEmpty)
    if matches == 1 || matches > 1 && !one { return [] }
    if matches > 1 { return [problem(path, "\(matches) of the alternatives fit, not one")] }
    return results.min { $0.count < $1.count } ?? [problem(path, "there is no alternative")]
  }

  /// `#/a/b` in the same document, or `address#/a/b` in another.
  func resolve(_ reference: String, from place: Place) -> Place? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let address = parts.first.map(String.init) ?? ""
    let document = address.isEmpty ? place.document : address
    guard var schema = documents[document] ?? documents[document + "/"] else { return nil }
    for step in (parts.count > 1 ? String(parts[1]) : "").split(separator: "/") {
      let name = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
      guard let next = Int(name).flatMap({ schema[$0] }) ?? schema[name] else { return nil }
      schema = next
    }
    return Place(schema: schema, document: document)
  }
}

func problem(_ path: String, _ text: String) -> String {
  path.isEmpty ? text : "\(path): \(text)"
}
