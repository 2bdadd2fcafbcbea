package import JSON

/// Checks values against JSON Schema, draft 7, with the keywords that our document and the OpenRPC
/// meta-schema use. Any other keyword is reported as a problem, so that nothing goes unchecked.
///
/// It is not in a test target because the tests of two targets use it: they check the document
/// against its meta-schema, and every answer of a running daemon against the document.
package struct SchemaEvaluator: Sendable {
  /// The schemas by their `$id`, which `$ref` gives with or without its last slash. The schema that
  /// values are checked against has an empty one.
  let documents: [String: Value]

  package init(_ schema: Value, others: [String: Value] = [:]) {
    documents = others.merging(["": schema]) { _, own in own }
  }

  /// The problems of `value`, each with its path; empty if the value is valid.
  package func problems(in value: Value, at path: String = "") -> [String] {
    guard let root = documents[""] else { return [] }
    return problems(in: value, against: Place(schema: root, document: ""), at: path)
  }

  /// A schema, and the document in which its references are resolved.
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

  /// If all alternatives fail, the problems of the one that has the fewest are reported.
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

  /// Resolves `#/a/b` in the same document, or `address#/a/b` in another.
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
