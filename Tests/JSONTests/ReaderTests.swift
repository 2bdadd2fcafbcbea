import JSON
import Testing

@Suite struct ReaderTests {
  @Test func `a struct decodes with its optionals left out or null`() throws {
    let all = #"{"title":"t","limit":5,"ratio":0.5,"on":true,"status":"active","stop":[{"x":1}]}"#
    #expect(
      try decode(Params.self, all)
        == Params(
          title: "t", limit: 5, ratio: 0.5, on: true, status: .active, stop: [Point(x: 1)]))
    #expect(try decode(Params.self, #"{"title":"t"}"#) == Params(title: "t"))
    #expect(
      try decode(Params.self, #"{"title":"t","limit":null,"status":null,"stop":null}"#)
        == Params(title: "t"))
  }

  @Test(arguments: [
    ("5", "", "an object"), ("[]", "", "an object"), ("null", "", "an object"),
    (#"{"title":5}"#, "title", "a string"), (#"{"title":null}"#, "title", "a string"),
    (#"{"title":"","limit":"5"}"#, "limit", "an integer"),
    (#"{"title":"","limit":1.5}"#, "limit", "an integer"),
    (#"{"title":"","limit":9007199254740992}"#, "limit", "an integer within ±(2^53−1)"),
    (#"{"title":"","ratio":"1"}"#, "ratio", "a number"),
    (#"{"title":"","ratio":1e999}"#, "ratio", "a number that a double can hold"),
    (#"{"title":"","on":0}"#, "on", "true or false"),
    (#"{"title":"","stop":{}}"#, "stop", "an array"),
    (#"{"title":"","stop":[{"x":1},{"x":"1"}]}"#, "stop[1].x", "an integer"),
    (#"{"title":"","stop":[{"x":1},7]}"#, "stop[1]", "an object"),
    (#"{"title":"","stop":[null]}"#, "stop[0]", "an object"),
    (#"{"title":"","status":"on"}"#, "status", "one of setup, active"),
    (#"{"title":"","status":5}"#, "status", "one of setup, active"),
    (#"{"title":"","id":"x"}"#, "id", "four letters"), (#"{"title":"","id":4}"#, "id", "a string"),
    (#"{"title":"","plain":"no"}"#, "plain", "a known value"),
    (#"{"title":"","names":{"a":1,"b":"x"}}"#, "names.b", "an integer"),
  ])
  func `a mismatch has its path and what was expected`(
    _ text: String, _ path: String, _ expected: String
  ) throws {
    #expect(try mismatch(Params.self, text) == Mismatch(path: path, expected: expected))
  }

  @Test(arguments: [
    ("{}", "text", "a string (it is missing)"),
    (#"{"text":""}"#, "count", "an integer (it is missing)"),
    (#"{"text":"","count":1}"#, "status", "one of setup, active (it is missing)"),
    (#"{"text":"","count":1,"status":"setup"}"#, "point", "an object (it is missing)"),
    (
      #"{"text":"","count":1,"status":"setup","point":{}}"#, "point.x", "an integer (it is missing)"
    ),
    (
      #"{"text":"","count":1,"status":"setup","point":{"x":1}}"#, "list",
      "an array (it is missing)"
    ),
    (
      #"{"text":"","count":1,"status":"setup","point":{"x":1},"list":[]}"#, "id",
      "a string (it is missing)"
    ),
    (
      #"{"text":"","count":1,"status":"setup","point":{"x":1},"list":[],"id":"abcd"}"#, "raw",
      "any JSON (it is missing)"
    ),
    (
      #"{"text":"","count":1,"status":"setup","point":{"x":1},"list":[],"id":"abcd","raw":0}"#,
      "none", "an object (it is missing)"
    ),
  ])
  func `a required member that is missing says what it would be`(
    _ text: String, _ path: String, _ expected: String
  ) throws {
    #expect(try mismatch(Required.self, text) == Mismatch(path: path, expected: expected))
  }

  @Test func `an unknown member is refused before a missing one`() throws {
    let unknown = "no such member"
    #expect(
      try mismatch(Params.self, #"{"tittle":"t"}"#) == Mismatch(path: "tittle", expected: unknown))
    #expect(
      try mismatch(Params.self, #"{"title":"t","stop":[{"x":1,"y":2}]}"#)
        == Mismatch(path: "stop[0].y", expected: unknown))
    #expect(
      try mismatch(Listed.self, #"{"b":1}"#) == Mismatch(path: "b", expected: "one of a, limit"))
  }

  @Test func `unknown members are passed over where that is asked for`() throws {
    #expect(
      try decode(Params.self, #"{"new":{"a":1},"title":"t"}"#, unknownMembers: .ignore)
        == Params(title: "t"))
    #expect(try decode(Nothing.self, #"{"a":1}"#, unknownMembers: .ignore) == Nothing())
  }

  @Test func `a struct without members is an empty object`() throws {
    #expect(try decode(Nothing.self, "{}") == Nothing())
    #expect(
      try mismatch(Nothing.self, #"{"a":1}"#) == Mismatch(path: "a", expected: "no such member"))
    #expect(try mismatch(Nothing.self, "[]") == Mismatch(path: "", expected: "an object"))
    #expect(try decode([Only].self, #"["only"]"#) == [.only])
  }

  @Test func `a long name is cut in a path`() throws {
    let name = String(repeating: "n", count: 5000)
    let path = String(repeating: "n", count: Mismatch.nameLimit) + "…"
    #expect(try mismatch(Params.self, "{\"\(name)\":1}")?.path == path)
  }

  @Test func `dictionaries, nested arrays and scalars decode`() throws {
    #expect(try decode([String: Int].self, #"{"a":1,"b\n":2}"#) == ["a": 1, "b\n": 2])
    #expect(try decode([[Int?]].self, "[[1,null],[]]") == [[1, nil], []])
    #expect(try decode(String.self, #""x""#) == "x")
    #expect(try decode(Int64.self, "-7") == -7)
    #expect(try decode(Bool.self, "true"))
    #expect(try decode(Int?.self, "null") == nil)
  }

  @Test func `a dictionary of many members decodes in time`() throws {
    let count = 50_000
    let text = "{" + (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
    let dictionary = try decode([String: Int].self, text)
    #expect(dictionary.count == count)
    #expect(dictionary["k49999"] == 49_999)
  }

  @Test func `enums with payloads and hand-written containers decode`() throws {
    #expect(try decode(Shape.self, #"{"circle":{"radius":2}}"#) == .circle(radius: 2))
    #expect(try decode(Pair.self, #"{"both":[1,"b"],"more":{"x":3}}"#) == Pair(1, "b", 3))
    #expect(try mismatch(Pair.self, #"{"both":[1],"more":{"x":3}}"#)?.path == "both")
  }
}

private enum Status: String, Codable, CaseIterable { case setup, active }
private enum Plain: String, Codable { case yes }
private enum Only: String, Codable { case only }
private enum Shape: Codable, Equatable { case circle(radius: Int), point }
private struct Nothing: Codable, Equatable {}
private struct Point: Codable, Equatable { var x: Int }

private struct FourLetters: Codable, Equatable {
  let text: String

  init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
    guard text.count == 4 else { throw Expected("four letters") }
  }
}

private struct Params: Codable, Equatable {
  var title: String
  var limit: Int?
  var ratio: Double?
  var on: Bool?
  var status: Status?
  var stop: [Point]?
  var id: FourLetters?
  var plain: Plain?
  var names: [String: Int]?
}

private struct Required: Codable {
  var text: String
  var count: Int
  var status: Status
  var point: Point
  var list: [Int]
  var id: FourLetters
  var raw: RawJSON
  var none: Nothing
}

private struct Listed: Codable {
  var a: Int
  var limit: Int?

  enum CodingKeys: String, CodingKey, CaseIterable { case a, limit }
}

private struct Pair: Decodable, Equatable {
  let first: Int
  let second: String
  let x: Int

  enum Keys: String, CodingKey { case both, more, x }

  init(_ first: Int, _ second: String, _ x: Int) {
    (self.first, self.second, self.x) = (first, second, x)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    var both = try container.nestedUnkeyedContainer(forKey: .both)
    first = try both.decode(Int.self)
    second = try both.decode(String.self)
    x = try container.nestedContainer(keyedBy: Keys.self, forKey: .more).decode(
      Int.self, forKey: .x)
  }
}
