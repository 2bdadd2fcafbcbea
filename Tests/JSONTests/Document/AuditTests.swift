import JSON
import Testing

@Suite struct AuditTests {
  private func duplicate(_ text: String) throws -> String? {
    try Document(Array(text.utf8)).root.duplicateMember
  }

  @Test func `a name that stands twice in this object is named`() throws {
    #expect(try duplicate(#"{"a":1,"b":2,"a":3,"b":4}"#) == "a")
    #expect(try duplicate(#"{"a":1,"A":2,"aa":3,"":4}"#) == nil)
    #expect(try duplicate(#"{"":1,"":2}"#) == "")
    #expect(try duplicate(#"{"x":{"a":1,"a":2}}"#) == nil)
    #expect(try duplicate("[1,1]") == nil)
  }

  @Test func `escapes are resolved before names are compared`() throws {
    #expect(try duplicate(#"{"a":1,"\u0061":2}"#) == "a")
    #expect(try duplicate(#"{"\u0061":1,"a":2}"#) == "a")
    #expect(try duplicate(#"{"\/":1,"/":2}"#) == "/")
  }

  @Test func `names are compared by their bytes`() throws {
    #expect(try duplicate(#"{"é":1,"e\u0301":2}"#) == nil)
  }

  @Test func `many members are compared too, and fast`() throws {
    let names = (0..<200_000).map { "\"n\($0)\":0" }
    #expect(try duplicate("{\(names.joined(separator: ","))}") == nil)
    #expect(try duplicate("{\(names.joined(separator: ",")),\"n7\":0}") == "n7")
    #expect(try duplicate("{\(names.joined(separator: ",")),\"\\u006E7\":0}") == "n7")
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, "a"), (#"{"x":{"y":[{},{"a":1,"b":0,"\u0061":2}]}}"#, "x.y[1].a"),
    (#"[[0],[{"a":1,"a":2}]]"#, "[1][0].a"),
  ])
  func `duplicates are refused at any depth, in free JSON too`(_ text: String, _ path: String)
    throws
  {
    let expected = Mismatch(path: path, expected: "to occur only once")
    #expect(try mismatch(RawJSON.self, text) == expected)
    #expect(try mismatch(RawJSON.self, text, unknownMembers: .ignore) == expected)
  }

  @Test(arguments: [
    (#""\u0000""#, ""), (#"{"a":[0,"x\u0000"]}"#, "a[1]"), (#"{"a":{"b\u0000":1}}"#, "a.b\u{FFFD}"),
  ])
  func `text with U+0000 is refused at any depth`(_ text: String, _ path: String) throws {
    let expected = Mismatch(path: path, expected: "text without U+0000")
    #expect(try mismatch(RawJSON.self, text) == expected)
  }

  @Test func `only the decoded value is audited`() throws {
    let root = try Document(Array(#"{"a":"\u0000","a":0,"params":["ok"]}"#.utf8)).root
    #expect(try root["params"]?.decode([String].self) == ["ok"])
  }
}
