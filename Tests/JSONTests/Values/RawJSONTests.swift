import JSON
import Testing

@Suite struct RawJSONTests {
  @Test(arguments: [
    (#"{ "a" : [ 1.0 , 1e2 ,"b c" ] }"#, #"{"a":[1.0,1e2,"b c"]}"#), (" null ", "null"),
    (#" "\u0041 \/ é" "#, #""\u0041 \/ é""#), ("[\n\t]", "[]"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    (#"{" k " : {} , "e":"" }"#, #"{" k ":{},"e":""}"#),
  ])
  func `tokens are kept and white space between them is not`(_ text: String, _ kept: String) throws
  {
    let raw = try RawJSON(parsing: text)
    #expect(raw.text == kept)
    #expect(try encode(raw) == kept)
    #expect(try encode(["x": [raw]]) == #"{"x":[\#(kept)]}"#)
  }

  @Test func `the unknown-member rule stops at its door`() throws {
    let item = try decode(Item.self, #"{"id":1,"metadata":{"any":[{"thing":null}]}}"#)
    #expect(item.metadata?.text == #"{"any":[{"thing":null}]}"#)
    #expect(try decode(Item.self, #"{"id":1,"metadata":null}"#).metadata == nil)
    #expect(try decode([String: RawJSON].self, #"{"a":[ ]}"#) == ["a": RawJSON(trusting: "[]")])
  }

  @Test func `strictness does not`() throws {
    #expect(throws: Mismatch(path: "a.b", expected: "to occur only once")) {
      try RawJSON(parsing: #"{"a":{"b":1,"b":2}}"#)
    }
    #expect(throws: SyntaxError(offset: 1, expected: "a value")) { try RawJSON(parsing: "[,]") }
    #expect(
      try mismatch(Item.self, #"{"id":1,"metadata":{"a":"\u0000"}}"#)
        == Mismatch(path: "metadata.a", expected: "text without U+0000"))
  }

  @Test func `it knows an object`() throws {
    #expect(RawJSON.emptyObject.isObject)
    #expect(try RawJSON(parsing: " {} ").isObject)
    #expect(try !RawJSON(parsing: "[{}]").isObject)
  }

  @Test func `an object is made of members, sorted`() throws {
    let one = RawJSON(trusting: "1")
    #expect(RawJSON(object: ["b": one, "a\"": .null]).text == #"{"a\"":null,"b":1}"#)
    #expect(RawJSON(object: [:]) == .emptyObject)
    #expect(try RawJSON(encoding: ["a": 1]).value()["a"]?.integer == 1)
  }
}

private struct Item: Codable {
  var id: Int
  var metadata: RawJSON?
}
