import JSON

/// A JSON Schema to check answers against: drafts 7 to 2020-12, except keywords that refer to other
/// documents or depend on what other keywords have evaluated.
///
/// A keyword that is not supported is refused when the schema is read: nothing stays unchecked.
/// `format` is an annotation, as it is in JSON Schema unless a validator is told otherwise.
struct JSONSchema {
  /// How deep schemas may be nested, references followed.
  static let depthLimit = 256
  /// How many schemas one value is checked against: nested alternatives can multiply without limit.
  static let stepLimit = 1_000_000

  /// Why a schema cannot be used.
  struct Unusable: Error {
    let reason: String
  }

  let root: Value
  /// The compiled patterns of the schema, by their text.
  private(set) var patterns: [String: Regex<AnyRegexOutput>] = [:]
  let steps = Steps()

  /// How many checks are left for the current value.
  final class Steps {
    var left = stepLimit
  }

  init(_ root: Value) throws(Unusable) {
    self.root = root
    var seen: Set<String> = []
    try check(root, at: "#", &seen)
  }

  /// The target of a reference within the same document.
  func target(of reference: String) -> Value? {
    guard reference.first == "#", reference == "#" || reference.hasPrefix("#/") else { return nil }
    var found = root
    for step in reference.dropFirst().split(separator: "/") {
      let name = step.replacing("~1", with: "/").replacing("~0", with: "~")
      guard let next = Int(name).flatMap({ found[$0] }) ?? found[String(name)] else { return nil }
      found = next
    }
    return found
  }
}

extension JSONSchema {
  /// The kinds of argument that a keyword takes.
  private enum Argument {
    /// An annotation: it does not affect whether a value matches.
    case note
    case schema, schemas, schemasByName, names
    case count, number, flag, any, list, types, pattern, reference
  }

  private static let keywords: [String: Argument] = [
    "$schema": .note, "$id": .note, "$comment": .note, "title": .note, "description": .note,
    "default": .note, "examples": .note, "deprecated": .note, "readOnly": .note,
    "writeOnly": .note, "format": .note, "$defs": .schemasByName, "definitions": .schemasByName,
    "$ref": .reference, "type": .types, "enum": .list, "const": .any, "multipleOf": .number,
    "minimum": .number, "maximum": .number, "exclusiveMinimum": .number,
    "exclusiveMaximum": .number, "minLength": .count, "maxLength": .count, "pattern": .pattern,
    "items": .schema, "prefixItems": .schemas, "contains": .schema, "minItems": .count,
    "maxItems": .count, "uniqueItems": .flag, "properties": .schemasByName,
    "patternProperties": .schemasByName, "additionalProperties": .schema,
    "propertyNames": .schema, "required": .names, "minProperties": .count,
    "maxProperties": .count, "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas,
    "not": .schema, "if": .schema, "then": .schema, "else": .schema,
  ]

  private mutating func check(
    _ schema: Value, at place: String, _ seen: inout Set<String>
  ) throws(Unusable) {
    if schema.kind == .bool { return }
    guard schema.kind == .object else {
      throw Unusable(reason: "\(place) is not a schema: expected an object, true or false")
    }
    for (keyword, argument) in schema.members {
      let inner = "\(place)/\(keyword)"
      guard let kind = Self.keywords[keyword] else {
        throw Unusable(reason: "\(inner) is a keyword that skein does not support")
      }
      try check(argument, as: kind, at: inner, &seen)
      if keyword == "patternProperties" {
        for (pattern, _) in argument.members { try read(pattern, at: inner) }
      }
    }
  }

  private mutating func check(
    _ argument: Value, as kind: Argument, at place: String, _ seen: inout Set<String>
  ) throws(Unusable) {
    let isRight: Bool
    switch kind {
    case .note, .any: isRight = true
    case .schema:
      isRight = true
      try check(argument, at: place, &seen)
    case .schemas:
      isRight = argument.kind == .array && argument.count > 0
      for element in argument.elements { try check(element, at: place, &seen) }
    case .schemasByName:
      isRight = argument.kind == .object
      for (name, value) in argument.members { try check(value, at: "\(place)/\(name)", &seen) }
    case .names:
      isRight = argument.kind == .array && argument.elements.allSatisfy { $0.string != nil }
    case .count: isRight = argument.integer.map { $0 >= 0 } ?? false
    case .number: isRight = argument.double != nil
    case .flag: isRight = argument.bool != nil
    case .list: isRight = argument.kind == .array
    case .types:
      let types = Self.types(argument)
      isRight = !types.isEmpty && types.allSatisfy(Self.typeNames.contains)
    case .pattern:
      guard let pattern = argument.string else {
        isRight = false
        break
      }
      isRight = true
      try read(pattern, at: place)
    case .reference:
      guard let reference = argument.string, let target = target(of: reference) else {
        throw Unusable(reason: "\(place) refers to something outside the schema, or to nothing")
      }
      isRight = true
      if seen.insert(reference).inserted { try check(target, at: reference, &seen) }
    }
    guard isRight else { throw Unusable(reason: "\(place) is not what the keyword takes") }
  }

  private static let typeNames: Set<String> = [
    "null", "boolean", "object", "array", "number", "string", "integer",
  ]

  static func types(_ argument: Value) -> [String] {
    argument.string.map { [$0] } ?? argument.elements.map { $0.string ?? "" }
  }

  private mutating func read(_ pattern: String, at place: String) throws(Unusable) {
    do {
      patterns[pattern] = try Regex(pattern).matchingSemantics(.unicodeScalar)
    } catch {
      throw Unusable(reason: "\(place) is not a regular expression that skein supports")
    }
  }
}
