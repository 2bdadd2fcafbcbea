import Testing
import Wire

@testable import Reference

struct SchemaJSONTests {
  private let sent: SchemaJSON
  private let params: SchemaJSON

  init() throws {
    let catalogue = try Catalogue()
    sent = SchemaJSON(.sent, in: catalogue)
    params = SchemaJSON(.params, in: catalogue)
  }

  private func member(
    _ schema: Schema, isOptional: Bool = false, isClearable: Bool = false
  ) -> Schema.Member {
    Schema.Member(
      name: "it", schema: schema, isOptional: isOptional, isClearable: isClearable,
      summary: "What it is.")
  }

  @Test(arguments: [
    (Schema.string(), #"{"type":"string"}"#),
    (.string(format: "uuid"), #"{"type":"string","format":"uuid"}"#),
    (.string(minLength: 1, maxLength: 60), #"{"type":"string","minLength":1,"maxLength":60}"#),
    (.integer(), #"{"type":"integer"}"#),
    (.integer(range: 1...200), #"{"type":"integer","minimum":1,"maximum":200}"#),
    (.number, #"{"type":"number"}"#),
    (.boolean, #"{"type":"boolean"}"#),
    (.choice(["a", "b"]), #"{"type":"string","enum":["a","b"]}"#),
    (.array(.number), #"{"type":"array","items":{"type":"number"}}"#),
    (.map(.number), #"{"type":"object","additionalProperties":{"type":"number"}}"#),
    (.freeObject, #"{"type":"object"}"#),
    (
      .object(Schema.Object(name: "Model", members: [])),
      ##"{"$ref":"#/components/schemas/Model"}"##
    ),
  ])
  func `each schema has its JSON`(schema: Schema, json: String) {
    #expect(sent.tree(schema).compact == json)
    #expect(params.tree(schema).compact == json)
  }

  @Test func `an optional member may be null, and a client may leave it out`() {
    let object = Schema.Object(name: nil, members: [member(.boolean, isOptional: true)])
    let it = #"{"description":"What it is.","type":["boolean","null"]}"#
    #expect(
      params.object(object).compact
        == #"{"type":"object","properties":{"it":\#(it)},"additionalProperties":false}"#)
    #expect(
      sent.object(object).compact
        == #"{"type":"object","properties":{"it":\#(it)},"required":["it"],"#
        + #""additionalProperties":false}"#)
  }

  @Test func `null clears a member that can be cleared`() {
    let tree = params.tree(member(.choice(["a"]), isOptional: true, isClearable: true))
    #expect(
      tree.compact
        == #"{"description":"What it is.","type":["string","null"],"enum":["a",null]}"#)
  }

  @Test func `a named payload that may be null is one of two`() {
    let thread = Schema.object(Schema.Object(name: "Thread", members: []))
    #expect(
      sent.tree(member(thread, isOptional: true)).compact
        == ##"{"description":"What it is.","anyOf":[{"$ref":"#/components/schemas/Thread"},"##
        + #"{"type":"null"}]}"#)
  }
}
