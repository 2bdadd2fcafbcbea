import JSON

extension SchemaEvaluator {
  /// Checks the keywords about objects; a value that is not an object passes.
  func judgeMembers(
    of value: Value, by keyword: String, _ argument: Place, beside schema: Value, at path: String
  ) -> [String] {
    guard value.kind == .object else { return [] }
    switch keyword {
    case "required":
      return argument.schema.elements.compactMap(\.string).filter { value[$0] == nil }
        .map { problem(path, "the member \($0) is missing") }
    case "properties":
      return value.members.flatMap { name, member in
        argument.schema[name].map {
          problems(in: member, against: argument.inner($0), at: path + "." + name)
        } ?? []
      }
    case "patternProperties":
      return value.members.flatMap { name, member in
        argument.schema.members.filter { matches(name, pattern: $0.name) }.flatMap {
          problems(in: member, against: argument.inner($0.value), at: path + "." + name)
        }
      }
    case "additionalProperties":
      return value.members.filter { !isDeclared($0.name, in: schema) }.flatMap { name, member in
        argument.schema.bool == false
          ? [problem(path, "the member \(name) is not declared")]
          : problems(in: member, against: argument, at: path + "." + name)
      }
    default:
      // propertyNames: used for `format: regex` alone, which is an annotation here.
      return []
    }
  }

  private func isDeclared(_ name: String, in schema: Value) -> Bool {
    schema["properties"]?[name] != nil
      || schema["patternProperties"]?.members.contains { matches(name, pattern: $0.name) } ?? false
  }
}

/// Whether the pattern matches in the text; a pattern that is no regular expression never matches.
func matches(_ text: String, pattern: String) -> Bool {
  guard let expression = try? Regex(pattern) else { return false }
  return text.contains(expression)
}
