import JSON
import Testing

@Suite struct ScannerTests {
  @Test(arguments: [
    // Structure and white space.
    "[]", "{}", "[[]]", "[{}]", "{\"a\":[]}", " [ ] ", "\t\n\r {} \r\n\t", "[1,2]", "[1 , 2]",
    "{\"a\":1,\"b\":2}", "{ \"a\" : 1 }", "{\"\":0}", "[null,true,false]", "[[[]],{},\"\",0]",
    // Any value may stand alone.
    "null", "true", "false", "0", "\"\"", "\"a\"", " 1 ",
    // Duplicate names are the decoder's.
    "{\"a\":1,\"a\":2}",
    // Numbers.
    "-0", "-1", "10", "1.5", "-1.5", "0.1", "0.0", "1e1", "1E1", "1e+1", "1e-1", "1.5e10", "0e0",
    "0e+1", "-0e-1", "1e999", "-1e-999", "123456789012345678901234567890",
    "[0.00000000000000000000000000000000000000000000000000000000000000001]",
    // Strings and escapes.
    #""\"""#, #""\\""#, #""\/""#, #""\b\f\n\r\t""#, #""\u0000""#, #""\u0041""#, #""\uabCD""#,
    #""\uD834\uDD1E""#, #""\uFFFF""#, #""\\u0000""#, #""\u0012\u007f""#, #"["\"","\\"]"#,
    "\"\u{7F}\"", "\"/\"", "\"'\"",
    // UTF-8.
    "\"é\"", "\"日本語\"", "\"𝄞\"", "\"\u{10FFFF}\"", "\"\u{FFFF}\"", "\"\u{FEFF}\"", "\"\u{2028}\"",
    "\"eight by eight bytes, then é, then more\"",
  ])
  func `accepts`(_ text: String) {
    #expect(refusal(text) == nil)
  }

  @Test(arguments: [
    // Structure.
    "", " ", "[", "]", "{", "}", "[1", "[1,", "[,", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1}", "{]",
    "[}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\" 1}", "{\"a\",1}",
    "{\"a\":}", "{a:1}", "{1:1}", "{'a':1}", "{null:1}", "{,}", "{\"a\":1,,\"b\":2}", "{\"a\"::1}",
    "{\"a\":1 \"b\":2}", "{[]:1}", "[\"a\":1]", "{\"a\"}", ":", ",", "[:]",
    // Trailing bytes.
    "[]]", "{}}", "[] []", "1 2", "nulll", "null x", "{} //", "\"\"\"", "[]#", "1,", "true false",
    // Literals.
    "nul", "n", "tru", "fals", "True", "NULL", "nan", "NaN", "Infinity", "-Infinity", "undefined",
    // Numbers.
    "+1", "-", "--1", "01", "-01", "00", "1.", ".1", "-.1", "1.e1", "1e", "1e+", "1e-", "1.5.5",
    "1e1.5", "0x1", "1_000", "1a", "- 1", "1 .5", "1ee1", "0e", "١",
    // Strings and escapes.
    "\"", "\"a", "a\"", "'a'", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "\"\u{1F}\"", #""\""#, #""\x""#,
    #""\a""#, #""\'""#, #""\u""#, #""\u1""#, #""\u12""#, #""\u123""#, #""\u123g""#, #""\U0041""#,
    #""\u+123""#, #""\"#, #""\u{41}""#,
    // Half a pair.
    #""\uD834""#, #""\uDD1E""#, #""\uDD1E\uD834""#, #""\uD834\n""#, #""\uD834\u0041""#,
    #""\uD834\uD834\uDD1E""#, #""\uD834\""#,
    // White space of other standards, a BOM, comments.
    "\u{A0}1", "\u{2028}1", "\u{C}1", "\u{B}1", "1\u{0}", "\u{0}", "\u{FEFF}{}", "{}\u{FEFF}",
    "/*a*/1", "//a\n1",
  ])
  func `refuses`(_ text: String) {
    #expect(refusal(text) != nil)
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE9],
    ] as [[UInt8]])
  func `refuses what is not UTF-8`(_ bytes: [UInt8]) {
    #expect(refusal([0x22] + bytes + [0x22])?.expected == "UTF-8")
    #expect(refusal([0x22] + bytes) != nil)
    #expect(refusal(bytes) != nil)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x31, 0x00], [0x31, 0x00], [0x00, 0x31]] as [[UInt8]])
  func `refuses UTF-16`(_ bytes: [UInt8]) {
    #expect(refusal(bytes) != nil)
  }

  @Test func `128 levels are a document and 129 are not`() {
    func nested(_ n: Int) -> String {
      String(repeating: "[", count: n) + String(repeating: "]", count: n)
    }
    #expect(refusal(nested(128)) == nil)
    #expect(refusal(nested(129)) == SyntaxError(offset: 128, expected: "at most 128 levels"))
    #expect(refusal("[" + String(repeating: "[],", count: 200) + "[]]") == nil)
    #expect(refusal(String(repeating: "{\"a\":", count: 129))?.offset == 640)
  }

  @Test func `a hundred thousand brackets are an error like any other`() {
    #expect(refusal(String(repeating: "[", count: 100_000))?.offset == 128)
    #expect(refusal(String(repeating: "[{\"\":", count: 100_000))?.offset == 64 * 5)
  }

  @Test(arguments: [
    ("", 0, "a value"), ("{\"a\":1,}", 7, "a member name"), ("{x", 1, "a member name or }"),
    ("[1 2]", 3, ", or ]"), ("{\"a\":1]", 6, ", or }"), ("{\"a\" 1}", 5, ":"),
    ("[] x", 3, "nothing after the value"), ("nul", 3, "null"), ("[1.]", 3, "a digit"),
    ("\"abc", 4, "the end of the string"), ("\"a\u{1}\"", 2, "no control character in a string"),
    (#"["\ud800"]"#, 2, "both halves of a surrogate pair"),
    (#""\u00g0""#, 5, "a hexadecimal digit"),
    (#""\q""#, 2, #"an escape: one of " \ / b f n r t u"#), ("\u{FEFF}1", 0, "no byte order mark"),
  ])
  func `an error says where and what was expected`(_ text: String, _ at: Int, _ expected: String) {
    #expect(refusal(text) == SyntaxError(offset: at, expected: expected))
  }

  @Test func `many values outgrow the first tape`() throws {
    let text = "[" + Array(repeating: "0", count: 10_000).joined(separator: ",") + "]"
    #expect(try Document(Array(text.utf8)).root.count == 10_000)
  }

  @Test func `values and names are bounded where the caller says so`() throws {
    func count(_ text: String, limit: Int) throws -> Int {
      try Document(Array(text.utf8), valueLimit: limit).root.count
    }
    #expect(try count("[0,0,0]", limit: 4) == 3)
    #expect(try count(#"{"a":0,"b":0}"#, limit: 5) == 2)
    let tooMany = SyntaxError(offset: 7, expected: "at most 3 values and names")
    #expect(throws: tooMany) { try count("[0,0,0]", limit: 3) }
    #expect(throws: SyntaxError.self) { try count(#"{"a":0,"b":0}"#, limit: 4) }
    let many = "[" + Array(repeating: "0", count: 100_000).joined(separator: ",") + "]"
    #expect(try count(many, limit: 100_001) == 100_000)
    #expect(throws: SyntaxError.self) { try count(many, limit: 100_000) }
  }

  @Test func `half pairs and U+0000 are replaced where a provider is read`() throws {
    let text = #"["\uD834","\uDD1Ex","\uD834\uD834\uDD1E","\u0000","\uD834\n","ok"]"#
    let root = try Document(Array(text.utf8), surrogates: .replace).root
    #expect(
      try root.decode([String].self)
        == ["\u{FFFD}", "\u{FFFD}x", "\u{FFFD}\u{1D11E}", "\u{FFFD}", "\u{FFFD}\n", "ok"])
    let raw = try root.decode(RawJSON.self)
    #expect(refusal(raw.text) == nil)
    #expect(try raw.value().decode([String].self) == root.decode([String].self))
  }
}
