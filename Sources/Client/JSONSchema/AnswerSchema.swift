import JSON
package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A JSON schema that an answer must match, as it is given on the command line.
package struct AnswerSchema {
  private let schema: RawJSON
  private let root: Value
  private let rules: JSONSchema

  /// JSON itself when it begins with `{`, else the name of a file that holds it. A keyword that
  /// cannot be checked in an answer is refused here, before anything is asked.
  package init(argument: String) throws(ClientError) {
    let isInline = argument.trimmingWhitespace().utf8.first == UInt8(ascii: "{")
    let name = isInline ? "--schema" : argument
    let text = isInline ? Array(argument.utf8) : try Self.contents(of: argument)
    guard text.count <= Self.fileBytes else {
      throw .usage("\(name) is too large: a schema has \(Limits.freeObjectBytes) bytes at most.")
    }
    do {
      root = try Document(text).root
      schema = try root.decode(RawJSON.self)
    } catch let error as SyntaxError {
      throw .usage("\(name) is not JSON: expected \(error.expected) at byte \(error.offset).")
    } catch {
      throw .usage("\(name): \(error).")
    }
    guard root.kind == .object else {
      throw .usage("\(name): expected a JSON schema that is an object.")
    }
    do throws(JSONSchema.Unusable) {
      rules = try JSONSchema(root)
    } catch {
      throw .usage("\(name): \(error.reason), so that no answer could be checked.")
    }
  }

  private static func contents(of file: String) throws(ClientError) -> [UInt8] {
    // A list of names is what other programs take for a schema.
    guard file.contains(","), access(file, F_OK) != 0 else {
      return try SmallFile.contents(file, limit: fileBytes)
    }
    throw .usage(
      "--schema: “\(file)” is neither the name of a file nor a JSON schema, such as "
        + #"{"type": "object", "properties": {"name": {"type": "string"}}}."#)
  }

  /// The schema in the response_format of an earlier question; `nil` where it has none.
  package init?(responseFormat format: FreeObject) throws(ClientError) {
    let found: Value
    do {
      guard let schema = try Document(Array(format.text.utf8)).root["json_schema"]?["schema"],
        schema.kind == .object
      else { return nil }
      found = schema
      self.schema = try schema.decode(RawJSON.self)
    } catch {
      throw .usage("The response_format cannot be read: \(error).")
    }
    root = found
    do throws(JSONSchema.Unusable) {
      rules = try JSONSchema(found)
    } catch {
      throw .usage("Its schema: \(error.reason).")
    }
  }

  /// What is wrong with an answer; `nil` when it is JSON that matches the schema.
  package func problem(in answer: String) -> String? {
    do throws(SyntaxError) {
      let value = try Document(Array(answer.utf8)).root
      return rules.problem(in: value).map {
        "The answer does not match the schema: \($0.sentence)."
      }
    } catch {
      let hint =
        answer.trimmingWhitespace().hasPrefix("```")
        ? " It is in a code block: -x extracts it." : ""
      return "The answer is not JSON: expected \(error.expected) at byte \(error.offset).\(hint)"
    }
  }

  /// The size limit of the file: white space is removed before the schema is sent.
  private static let fileBytes = 8 * Limits.freeObjectBytes

  /// `response_format`, with a name, which OpenAI requires, and strict where the schema allows
  /// that.
  package func responseFormat() throws(ClientError) -> FreeObject {
    let described = RawJSON(object: [
      "name": quoted(name), "schema": schema,
      "strict": RawJSON(trusting: StrictSchema.obeys(root) ? "true" : "false"),
    ])
    let format = RawJSON(object: ["type": quoted("json_schema"), "json_schema": described])
    guard let object = FreeObject(format) else {
      throw .usage(
        "--schema: expected at most \(Limits.freeObjectBytes) bytes and "
          + "\(Limits.freeObjectDepth) levels, as it is sent.")
    }
    return object
  }

  /// The schema's title, in characters that OpenAI accepts.
  private var name: String {
    let title = root["title"]?.string?.trimmingWhitespace() ?? ""
    let name = title.unicodeScalars.prefix(64).map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "_"
    }
    return name.contains { $0 != "_" } ? String(name) : "answer"
  }

  private func quoted(_ text: String) -> RawJSON {
    var bytes: [UInt8] = []
    Output.quote(text, into: &bytes)
    return RawJSON(trusting: String(decoding: bytes, as: UTF8.self))
  }
}

/// The part of JSON Schema that OpenAI enforces exactly: every object closed, every property
/// required, and no other keywords.
enum StrictSchema {
  static func obeys(_ root: Value) -> Bool {
    root["type"]?.string == "object" && root["anyOf"] == nil && isStrict(root)
  }

  private static let keywords: Set<String> = [
    "$schema", "$defs", "$ref", "definitions", "type", "title", "description", "enum", "const",
    "properties", "required", "additionalProperties", "items", "anyOf", "pattern", "format",
    "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems",
    "maxItems",
  ]

  private static func isStrict(_ schema: Value) -> Bool {
    guard schema.kind == .object, schema.members.allSatisfy({ keywords.contains($0.name) }),
      ["type", "$ref", "anyOf", "enum", "const"].contains(where: { schema[$0] != nil })
    else { return false }
    if schema["properties"] != nil || types(of: schema).contains("object") {
      let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
      guard schema["additionalProperties"]?.bool == false,
        Set(schema["properties"]?.members.map(\.name) ?? []) == required
      else { return false }
    }
    let inner =
      ["properties", "$defs", "definitions"].flatMap { name in
        schema[name]?.members.map(\.value) ?? []
      } + (schema["anyOf"].map { Array($0.elements) } ?? []) + (schema["items"].map { [$0] } ?? [])
    return inner.allSatisfy(isStrict)
  }

  private static func types(of schema: Value) -> [String] {
    guard let type = schema["type"] else { return [] }
    return type.string.map { [$0] } ?? type.elements.compactMap(\.string)
  }
}
