import JSON
import Testing

@Suite struct OutputTests {
  @Test func `members stand as declared and nil members are null or left out`() throws {
    let thing = Thing(name: "n", tags: ["a"], inner: Inner(), many: [Inner(), Inner(x: 1)])
    #expect(
      try encode(thing)
        == #"{"name":"n","count":null,"tags":["a"],"inner":{"x":null},"#
        + #""status":null,"many":[{"x":null},{"x":1}],"ratio":null,"on":null,"big":null}"#)
    #expect(
      try encode(thing, nilMembers: .omitted)
        == #"{"name":"n","tags":["a"],"inner":{},"many":[{},{"x":1}]}"#)
  }

  @Test func `scalars alone, in arrays and in dictionaries`() throws {
    #expect(try encode("a") == "\"a\"")
    #expect(try encode([1, -1, 0, .max, .min]) == "[1,-1,0,\(Int.max),\(Int.min)]")
    #expect(try encode([Int64(7)]) == "[7]")
    #expect(try encode([true, nil, false]) == "[true,null,false]")
    #expect(try encode(["b": 1, "a": nil] as [String: Int?]) == #"{"a":null,"b":1}"#)
    #expect(try encode([[], [[1]]] as [[[Int]]]) == "[[],[[1]]]")
    #expect(try encode(Int?.none) == "null")
    #expect(try encode([Status.active]) == #"["active"]"#)
    #expect(try encode([Nothing(), Nothing()]) == "[{},{}]")
    #expect(try encode(Nothing()) == "{}")
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (1, "1.0"), (.leastNonzeroMagnitude, "5e-324"), (1e22, "1e+22"), (-0.0, "-0.0"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (1 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func `a double is written in the fewest digits that read back`(_ double: Double, _ text: String)
    throws
  {
    #expect(try encode(double) == text)
    #expect(try decode(Double.self, text) == double)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a double that is not finite is an error`(_ double: Double) {
    #expect(throws: EncodingError.self) { try Output.encode(double) }
    #expect(throws: EncodingError.self) { try Output.encode(Thing(name: "", ratio: double)) }
  }

  @Test func `only quotes, backslashes and control characters are escaped`() throws {
    #expect(try encode("\"\\/\u{8}\u{C}\n\r\t") == #""\"\\/\b\f\n\r\t""#)
    #expect(try encode("\u{0}\u{1}\u{B}\u{1F}") == #""\u0000\u0001\u000B\u001F""#)
    #expect(try encode("\u{7F}é日𝄞\u{2028}") == "\"\u{7F}é日𝄞\u{2028}\"")
    #expect(try encode(["a\nb": 1]) == #"{"a\nb":1}"#)
    for length in 0..<40 {
      for at in 0...length {
        let text =
          String(repeating: "x", count: at) + "\n" + String(repeating: "é", count: length - at)
        #expect(try decode(String.self, encode(text)) == text)
      }
    }
  }

  @Test func `a string literal is appended`() {
    var bytes = Array("[".utf8)
    Output.quote("a\"b\n", into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"["a\"b\n""#)
  }

  @Test func `dictionaries are sorted by name, inside each other too`() throws {
    let names = ["b", "a b", "a", "", "é", "\n", "a!", "B"]
    let inner = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
    let text = #"{"":1,"B":1,"\n":1,"a":1,"a b":1,"a!":1,"b":1,"é":1}"#
    #expect(try encode(inner) == text)
    #expect(try encode(["y": [inner, [:]], "x": []]) == #"{"x":[],"y":[\#(text),{}]}"#)
  }

  @Test func `more levels than a document may have are an error`() throws {
    #expect(refusal(try encode(Nest(127))) == nil)
    #expect(throws: EncodingError.self) { try Output.encode(Nest(128)) }
    #expect(throws: EncodingError.self) { try Output.encode(Nest(100_000)) }
  }
}

private enum Status: String, Codable { case setup, active }
private struct Nothing: Codable {}
private struct Inner: Codable { var x: Int? }

private struct Thing: Codable {
  var name: String
  var count: Int?
  var tags: [String]?
  var inner: Inner?
  var status: Status?
  var many: [Inner]?
  var ratio: Double?
  var on: Bool?
  var big: Int64?
}

/// So many objects inside each other.
private struct Nest: Encodable {
  let levels: Int

  init(_ levels: Int) { self.levels = levels }

  enum CodingKeys: String, CodingKey { case nested }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if levels > 0 { try container.encode(Nest(levels - 1), forKey: .nested) }
  }
}
