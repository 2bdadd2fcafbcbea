import JSON
import Testing
import Wire

@testable import Client

struct AnswerSchemaTests {
  private func format(_ argument: String) throws -> Value {
    try Document(Array(try AnswerSchema(argument: argument).responseFormat().text.utf8)).root
  }

  @Test func `a schema is sent under its title as OpenAI wants it`() throws {
    let schema = """
      {"title": "A dog!", "type": "object", "properties": {"name": {"type": "string"}},
       "required": ["name"], "additionalProperties": false}
      """
    let format = try format(schema)
    #expect(format["type"]?.string == "json_schema")
    #expect(format["json_schema"]?["name"]?.string == "A_dog_")
    #expect(format["json_schema"]?["strict"]?.bool == true)
    #expect(format["json_schema"]?["schema"]?["properties"]?["name"] != nil)
    #expect(try self.format(#"{"title":"犬"}"#)["json_schema"]?["name"]?.string == "answer")
  }

  @Test(
    arguments: [
      (#"{"type":"object","properties":{},"required":[],"additionalProperties":false}"#, true),
      (#"{"type":"object","properties":{"a":{"type":"string"}}}"#, false),
      (
        #"{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}"#,
        false
      ),
      (
        #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"object"}}},"required":["a"],"additionalProperties":false}"#,
        false
      ),
      (
        ##"{"type":"object","properties":{"a":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/b"}]}},"required":["a"],"additionalProperties":false}"##,
        true
      ),
      (
        #"{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}"#,
        false
      ),
      (#"{"type":"array","items":{"type":"string"}}"#, false), ("{}", false),
    ])
  func `a schema is strict when it keeps to what strict takes`(schema: String, isStrict: Bool)
    throws
  {
    #expect(try StrictSchema.obeys(Document(Array(schema.utf8)).root) == isStrict)
  }

  @Test func `a file is read, and what is no object is refused with its name`() throws {
    let directory = try TemporaryDirectory()
    let file = directory.path + "/schema.json"
    try SmallFile.create(file, with: Array(#" {"type": "object"} "#.utf8))
    #expect(try format(file)["json_schema"]?["schema"]?["type"]?.string == "object")
    let list = directory.path + "/list.json"
    try SmallFile.create(list, with: Array("[1]".utf8))
    for (argument, word) in [
      (list, list), (directory.path + "/none", "none: No such file"), ("{\"a\":}", "byte 5"),
      ("{\"a\":1,\"a\":2}", "--schema"),
      (#"{"description":"\#(String(repeating: "x", count: 70_000))"}"#, "65536"),
    ] {
      let error = #expect(throws: ClientError.self) { try format(argument) }
      #expect(error?.text.contains(word) == true, "\(error?.text ?? "")")
    }
  }

  @Test func `a schema is read back from what it was asked with`() throws {
    let text = #"{"type":"object","required":["a"]}"#
    let asked = try AnswerSchema(argument: text).responseFormat()
    let schema = try #require(try AnswerSchema(responseFormat: asked))
    #expect(schema.problem(in: "{}") == (try AnswerSchema(argument: text)).problem(in: "{}"))
    #expect(schema.problem(in: "{}") != nil && schema.problem(in: #"{"a":1}"#) == nil)
    func format(_ text: String) throws -> FreeObject {
      try #require(FreeObject(RawJSON(trusting: text)))
    }
    #expect(
      try AnswerSchema(responseFormat: format(#"{"type":"json_object"}"#))?.problem(in: "") == nil)
    #expect(throws: ClientError.self) {
      try AnswerSchema(
        responseFormat: format(#"{"json_schema":{"schema":{"dependentSchemas":{}}}}"#))
    }
  }

  @Test func `a list of names is no schema, and no file that is missing`() {
    #expect {
      try AnswerSchema(argument: "name, age int")
    } throws: { error in
      guard case .usage(let text)? = error as? ClientError else { return false }
      return text.hasPrefix("--schema: “name, age int” is neither the name of a file nor a JSON")
    }
  }
}
