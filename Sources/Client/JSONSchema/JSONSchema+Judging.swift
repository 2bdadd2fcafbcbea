import JSON

/// Checks whether a value matches a schema.
extension JSONSchema {
  /// The first mismatch, and its place.
  struct Problem: Equatable {
    let path: String
    let text: String

    /// How deep in the value it was found: when all alternatives fail, the one that got deepest is
    /// reported.
    var depth: Int { path.count { $0 == "." || $0 == "[" } }

    var sentence: String { path.isEmpty ? text : "\(path): \(text)" }
  }

  func problem(in value: Value) -> Problem? {
    steps.left = Self.stepLimit
    let problem = judge(value, root, "", depth: 0)
    // A value that was not checked to the end is neither right nor wrong.
    return steps.left > 0
      ? problem : Problem(path: "", text: "the schema has too many alternatives to check")
  }

  private func judge(
    _ value: Value, _ schema: Value, _ path: String, depth: Int
  ) -> Problem? {
    if let allowed = schema.bool {
      return allowed ? nil : Problem(path: path, text: "no value is allowed here")
    }
    steps.left -= 1
    guard steps.left > 0 else { return Problem(path: path, text: "") }
    guard depth < Self.depthLimit else {
      return Problem(path: path, text: "the schema refers to itself without end")
    }
    for (keyword, argument) in schema.members {
      if let text = judgeAlone(value, keyword, argument) { return Problem(path: path, text: text) }
      if let problem = judgeInside(value, keyword, argument, schema, path, depth + 1) {
        return problem
      }
    }
    return nil
  }

  /// The keywords that contain other schemas.
  private func judgeInside(
    _ value: Value, _ keyword: String, _ argument: Value, _ schema: Value, _ path: String,
    _ depth: Int
  ) -> Problem? {
    switch keyword {
    case "$ref":
      return argument.string.flatMap { target(of: $0) }.flatMap {
        judge(value, $0, path, depth: depth)
      }
    case "allOf":
      return argument.elements.firstProblem { judge(value, $0, path, depth: depth) }
    case "anyOf", "oneOf":
      return judgeChoice(value, argument, isOne: keyword == "oneOf", path, depth)
    case "not":
      return judge(value, argument, path, depth: depth) == nil
        ? Problem(path: path, text: "the schema excludes this value") : nil
    case "if":
      let branch = judge(value, argument, path, depth: depth) == nil ? "then" : "else"
      return schema[branch].flatMap { judge(value, $0, path, depth: depth) }
    case "properties", "patternProperties", "additionalProperties", "propertyNames":
      return value.members.firstProblem { name, member in
        judge(member, named: name, keyword, argument, schema, path, depth)
      }
    case "prefixItems":
      return zip(value.elements, argument.elements).enumerated().firstProblem { place, pair in
        judge(pair.0, pair.1, "\(path)[\(place)]", depth: depth)
      }
    case "items":
      let before = schema["prefixItems"]?.count ?? 0
      return value.elements.enumerated().dropFirst(before).firstProblem { place, element in
        judge(element, argument, "\(path)[\(place)]", depth: depth)
      }
    case "contains":
      guard value.kind == .array else { return nil }
      let isThere = value.elements.contains { judge($0, argument, path, depth: depth) == nil }
      return isThere ? nil : Problem(path: path, text: "no element matches “contains”")
    default: return nil
    }
  }

  private func judge(
    _ member: Value, named name: String, _ keyword: String, _ argument: Value, _ schema: Value,
    _ path: String, _ depth: Int
  ) -> Problem? {
    let inner = path.isEmpty ? name : "\(path).\(name)"
    switch keyword {
    case "properties": return argument[name].flatMap { judge(member, $0, inner, depth: depth) }
    case "patternProperties":
      return argument.members.firstProblem { pattern, schema in
        matches(name, pattern) ? judge(member, schema, inner, depth: depth) : nil
      }
    case "propertyNames":
      guard let text = try? Document(quoted(name)).root else { return nil }
      return judge(text, argument, inner, depth: depth)
    default:
      let isDeclared =
        schema["properties"]?[name] != nil
        || schema["patternProperties"]?.members.contains { matches(name, $0.name) } ?? false
      if isDeclared { return nil }
      if argument.bool == false { return Problem(path: inner, text: "this member is not allowed") }
      return judge(member, argument, inner, depth: depth)
    }
  }

  private func judgeChoice(
    _ value: Value, _ choices: Value, isOne: Bool, _ path: String, _ depth: Int
  ) -> Problem? {
    let problems = choices.elements.map { judge(value, $0, path, depth: depth) }
    let fitting = problems.count { $0 == nil }
    if fitting == 1 || fitting > 1 && !isOne { return nil }
    if fitting > 1 {
      return Problem(path: path, text: "\(fitting) alternatives match instead of one")
    }
    return problems.compactMap { $0 }.max { $0.depth < $1.depth }
  }

  func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = patterns[pattern] else { return false }
    // A pattern may match anywhere in the text; a search that fails has found no match.
    return (try? expression.firstMatch(in: text)) != nil
  }

  private func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    Output.quote(text, into: &bytes)
    return bytes
  }
}

extension Sequence {
  fileprivate func firstProblem(
    _ judge: (Element) -> JSONSchema.Problem?
  ) -> JSONSchema.Problem? {
    for element in self {
      if let problem = judge(element) { return problem }
    }
    return nil
  }
}
