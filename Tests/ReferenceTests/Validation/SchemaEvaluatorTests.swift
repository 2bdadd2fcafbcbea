import JSON
import Testing

@testable import Reference

struct SchemaEvaluatorTests {
  private func problems(_ value: String, _ schema: String) throws -> [String] {
    SchemaEvaluator(try Value(schema)).problems(in: try Value(value))
  }

  @Test(arguments: [
    (#"{"type":"integer"}"#, ["1", "1.0", "1e2", "-3"], ["1.5", #""1""#, "null", "true"]),
    (#"{"type":"number"}"#, ["1", "1.5"], [#""1""#]),
    (#"{"type":["string","null"]}"#, [#""""#, "null"], ["1", "{}"]),
    (#"{"type":"boolean"}"#, ["true", "false"], ["0"]),
    (#"{"enum":["a",1,null]}"#, [#""a""#, "1.0", "null"], [#""b""#, "2"]),
    (#"{"const":{"a":[1],"b":2}}"#, [#"{"b":2,"a":[1]}"#], [#"{"a":[1]}"#, #"{"a":[2],"b":2}"#]),
    (#"{"minimum":1,"maximum":3}"#, ["1", "3", #""text""#], ["0", "3.5"]),
    (#"{"exclusiveMinimum":0}"#, ["0.1"], ["0"]),
    (#"{"minLength":1,"maxLength":2}"#, [#""a""#, #""👩🏽""#, "7"], [#""""#, #""abc""#]),
    (#"{"minItems":1,"uniqueItems":true}"#, ["[1,2]"], ["[]", "[1,1.0]"]),
    (#"{"pattern":"^x-"}"#, [#""x-y""#], [#""y""#]),
    (#"{"required":["a"]}"#, [#"{"a":null}"#, "[]"], ["{}"]),
    (
      #"{"properties":{"a":{"type":"null"}},"additionalProperties":false}"#,
      [#"{"a":null}"#, "{}"], [#"{"a":1}"#, #"{"b":null}"#]
    ),
    (
      #"{"patternProperties":{"^x-":true},"additionalProperties":{"type":"integer"}}"#,
      [#"{"x-a":"b","c":1}"#], [#"{"c":"b"}"#]
    ),
    (#"{"items":{"type":"string"}}"#, ["[]", #"["a"]"#, "{}"], [#"["a",1]"#]),
    (#"{"anyOf":[{"type":"null"},{"minimum":2}]}"#, ["null", "2"], ["1"]),
    (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, ["1", "2.5"], ["1.5", "3"]),
    (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, ["1"], ["0", "3"]),
    (##"{"definitions":{"n":{"type":"null"}},"$ref":"#/definitions/n"}"##, ["null"], ["1"]),
    (
      #"{"type":"string","format":"uuid"}"#, [#""0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f""#],
      [#""0199a3f2""#]
    ),
    (#"{"format":"date-time"}"#, [#""2026-11-21T18:04:45.120Z""#], [#""yesterday""#]),
    ("true", ["1", "{}"], []),
    ("false", [], ["1"]),
  ])
  func `each keyword judges`(schema: String, good: [String], bad: [String]) throws {
    for value in good { #expect(try problems(value, schema) == []) }
    for value in bad { #expect(try problems(value, schema) != [], "\(value) by \(schema)") }
  }

  @Test func `a problem names its place`() throws {
    let schema = #"{"properties":{"a":{"items":{"required":["b"]}}}}"#
    let found = try problems(#"{"a":[{"b":1},{}]}"#, schema)
    #expect(found == [".a[1]: the member b is missing"])
  }

  @Test func `a keyword that it does not know is a problem`() throws {
    let found = try problems("1", #"{"multipleOf":2}"#)
    #expect(found == ["the schema's keyword multipleOf is not understood"])
  }

  @Test func `a reference that leads nowhere is a problem`() throws {
    let found = try problems("1", ##"{"$ref":"#/definitions/gone"}"##)
    #expect(found.count == 1)
  }

  @Test func `a reference may lead into another document`() throws {
    let other = try Value(
      ##"{"definitions":{"n":{"type":"null"}},"items":{"$ref":"#/definitions/n"}}"##)
    let evaluator = SchemaEvaluator(
      try Value(#"{"$ref":"http://x.example#/items"}"#), others: ["http://x.example/": other])
    #expect(evaluator.problems(in: try Value("null")) == [])
    #expect(evaluator.problems(in: try Value("1")).count == 1)
  }
}
