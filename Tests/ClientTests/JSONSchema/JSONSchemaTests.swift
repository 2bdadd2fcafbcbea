import JSON
import Testing

@testable import Client

/// What a schema allows, and what of it is refused before anybody is asked.
struct JSONSchemaTests {
  private func problem(_ schema: String, _ value: String) throws -> String? {
    let rules = try JSONSchema(try Document(Array(schema.utf8)).root)
    return rules.problem(in: try Document(Array(value.utf8)).root)?.sentence
  }

  @Test(
    arguments: [
      (#"{"type":"object"}"#, "{}", "[]"),
      (#"{"type":["string","null"]}"#, "null", "1"),
      (#"{"type":"integer"}"#, "1.0", "1.5"),
      (#"{"enum":["a",{"b":[1]}]}"#, #"{"b":[1.0]}"#, #"{"b":[2]}"#),
      (#"{"const":null}"#, "null", "0"),
      (#"{"minimum":2,"exclusiveMaximum":3}"#, "2", "3"),
      (#"{"exclusiveMinimum":2,"maximum":3}"#, "3", "2"),
      (#"{"multipleOf":0.1}"#, "0.3", "0.35"),
      (#"{"minLength":2,"maxLength":2}"#, #""🌊a""#, #""🌊""#),
      (#"{"pattern":"^[a-z]+-\\d{2}$"}"#, #""ab-12""#, #""ab-1""#),
      (#"{"items":{"type":"string"},"minItems":1,"maxItems":2}"#, #"["a"]"#, #"["a",1]"#),
      (
        #"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#, #"["a",1]"#,
        #"["a","b"]"#
      ),
      (#"{"uniqueItems":true}"#, "[1,2]", "[1,1.0]"),
      (#"{"contains":{"const":1}}"#, "[0,1]", "[0]"),
      (#"{"properties":{"a":{"type":"string"}},"required":["a"]}"#, #"{"a":"b","c":1}"#, "{}"),
      (#"{"properties":{"a":true},"additionalProperties":false}"#, #"{"a":1}"#, #"{"b":1}"#),
      (
        #"{"patternProperties":{"^x":{"type":"number"}},"additionalProperties":false}"#,
        #"{"x1":1}"#, #"{"x1":"a"}"#
      ),
      (#"{"propertyNames":{"maxLength":1}}"#, #"{"a":1}"#, #"{"ab":1}"#),
      (#"{"minProperties":1,"maxProperties":1}"#, #"{"a":1}"#, "{}"),
      (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, "2", "3"),
      (#"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "5", "4"),
      (#"{"oneOf":[{"minimum":1},{"minimum":5}]}"#, "3", "6"),
      (#"{"not":{"type":"string"}}"#, "1", #""a""#),
      (#"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}"#, "20", "15"),
      (##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}"##, #""x""#, "1"),
      (##"{"$ref":"#/definitions/a~1b","definitions":{"a/b":{"type":"string"}}}"##, #""x""#, "1"),
      (#"{"items":false}"#, "[]", "[1]"),
    ])
  func `each keyword allows and refuses`(_ schema: String, _ right: String, _ wrong: String) throws
  {
    #expect(try problem(schema, right) == nil)
    #expect(try problem(schema, wrong) != nil)
  }

  @Test func `a list of lists of itself is followed, and one without end is not`() throws {
    let tree = ##"{"type":"object","properties":{"children":{"items":{"$ref":"#"}}}}"##
    #expect(try problem(tree, #"{"children":[{"children":[{}]}]}"#) == nil)
    #expect(
      try problem(tree, #"{"children":[{"children":[3]}]}"#)
        == "children[0].children[0]: expected object, found number")
    #expect(try problem(##"{"$ref":"#"}"##, "1")?.contains("without end") == true)
    #expect(try problem(##"{"anyOf":[{"$ref":"#"}]}"##, "1")?.contains("without end") == true)
    // Each level looks at twice as many as the one above it.
    let doubling =
      ##"{"anyOf":[{"items":{"$ref":"#"},"minItems":1},{"items":{"$ref":"#"},"minItems":1}]}"##
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try problem(doubling, deep)?.contains("too many alternatives") == true)
  }

  @Test func `of alternatives the one that comes furthest says why`() throws {
    let schema =
      #"{"anyOf":[{"type":"string"},{"properties":{"a":{"properties":{"b":{"type":"number"}}}}}]}"#
    #expect(try problem(schema, #"{"a":{"b":"c"}}"#) == "a.b: expected number, found string")
  }

  @Test(
    arguments: [
      (#"{"unevaluatedProperties":false}"#, "#/unevaluatedProperties"),
      (#"{"properties":{"a":{"minContains":2}}}"#, "#/properties/a/minContains"),
      (#"{"$ref":"https://example.org/s.json"}"#, "#/$ref"),
      (##"{"$ref":"#/nowhere"}"##, "#/$ref"),
      (##"{"$ref":"#/x-own","x-own":{}}"##, "x-own"),
      (#"{"type":"text"}"#, "#/type"), (#"{"type":[]}"#, "#/type"),
      (#"{"pattern":"("}"#, "#/pattern"), (#"{"minLength":-1}"#, "#/minLength"),
      (#"{"items":[{}]}"#, "#/items"), (#"{"exclusiveMinimum":true}"#, "#/exclusiveMinimum"),
      (#"{"required":"a"}"#, "#/required"), (#"{"anyOf":[]}"#, "#/anyOf"),
      (#"{"properties":{"a":1}}"#, "#/properties/a"),
    ])
  func `what would go unchecked is refused, and its place is named`(
    _ schema: String, _ place: String
  ) throws {
    let root = try Document(Array(schema.utf8)).root
    #expect {
      try JSONSchema(root)
    } throws: {
      ($0 as? JSONSchema.Unusable)?.reason.contains(place) == true
    }
  }
}
