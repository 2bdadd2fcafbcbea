import JSON
import Testing

@Suite struct ValueTests {
  private func value(_ text: String) throws -> Value { try Document(Array(text.utf8)).root }

  @Test func `each kind answers its own accessor and no other`() throws {
    let values = try Array(value(#"[null,true,1,"s",[0],{"a":0}]"#).elements)
    #expect(values.map(\.kind) == [.null, .bool, .number, .string, .array, .object])
    #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil])
    #expect(values.map(\.integer) == [nil, nil, 1, nil, nil, nil])
    #expect(values.map(\.double) == [nil, nil, 1, nil, nil, nil])
    #expect(values.map(\.string) == [nil, nil, nil, "s", nil, nil])
    #expect(values.map(\.count) == [0, 0, 0, 0, 1, 1])
    #expect(values.map { $0["a"]?.integer } == [nil, nil, nil, nil, nil, 0])
    #expect(values.map { $0[0]?.integer } == [nil, nil, nil, nil, 0, nil])
  }

  @Test func `elements and members are found`() throws {
    let root = try value(#"{"a":[10,[20],{}],"b\u0041":2,"":3,"a":4}"#)
    #expect(root.members.map(\.name) == ["a", "bA", "", "a"])
    #expect(root["a"]?.kind == .array)
    #expect(root["bA"]?.integer == 2)
    #expect(root[""]?.integer == 3)
    #expect(root["b"] == nil)
    #expect(root["a"]?[1]?[0]?.integer == 20)
    #expect(root["a"]?[3] == nil)
    #expect(root["a"]?[-1] == nil)
    #expect(root["a"]?.count == 3)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("100e-2", 1), ("1.50e1", 15),
    ("-2.5e+3", -2500),
    ("0e999999999999999999999", 0), ("0.0000e-5", 0), ("10.5e1", 105), ("120", 120),
    ("9007199254740991", 9_007_199_254_740_991), ("-9007199254740991", -9_007_199_254_740_991),
    ("9007199254740991.0", 9_007_199_254_740_991), ("9.007199254740991e15", 9_007_199_254_740_991),
    ("0.000000000000000000001e21", 1), ("1000000000000000000000e-21", 1),
  ])
  func `a whole number is an integer however it is written`(_ text: String, _ integer: Int) throws {
    #expect(try value(text).integer == integer)
  }

  @Test(arguments: [
    "1.5", "1e-1", "9007199254740992", "-9007199254740992", "9007199254740991.5", "1e16", "1e400",
    "9007199254740993", "12345678901234567890123", "0.1", "1e-999999999999999999999",
    "1e999999999999999999999", "99999999999999999", "1.00000000000000000000001",
    "18446744073709551617",
  ])
  func `a fraction, or more than 53 bits, is not`(_ text: String) throws {
    #expect(try value(text).integer == nil)
  }

  @Test(
    arguments: [
      ("0.1", 0.1), ("5e-324", .leastNonzeroMagnitude),
      ("1.7976931348623157e308", 1.7976931348623157e308),
      ("12345678901234567890", 12345678901234567168), ("1e-400", 0), ("3", 3),
    ] as [(String, Double)])
  func `a double is the nearest one`(_ text: String, _ double: Double) throws {
    #expect(try value(text).double == double)
  }

  @Test func `a double keeps the sign of zero and is finite`() throws {
    #expect(try value("-0").double?.sign == .minus)
    #expect(try value("1e400").double == nil)
    #expect(try value("-1e400").double == nil)
  }

  @Test(arguments: [
    "123456789012345678901234567890", "1.0", "1e2", "-0", "1.50", #""\u0041\/""#, "null", "true",
    #"[ 1 , "a b" ]"#, #"{"a" : 1}"#, #""""#, #""é""#,
  ])
  func `a token is the bytes that came`(_ token: String) throws {
    let id = try #require(try value(" {\"id\": \(token) } ")["id"])
    #expect(String(decoding: id.token, as: UTF8.self) == token)
    #expect(id.tokenCount == token.utf8.count)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u65e5""#, "Aé日"),
    (#""\uD834\uDD1E!""#, "𝄞!"), (#""\u0000""#, "\u{0}"), (#""é\n日""#, "é\n日"),
    (#""\uFFFD\uFFFF\u007F""#, "\u{FFFD}\u{FFFF}\u{7F}"), (#""\\u0041""#, #"\u0041"#),
  ])
  func `a string's escapes are resolved`(_ text: String, _ string: String) throws {
    #expect(try value(text).string == string)
  }
}
