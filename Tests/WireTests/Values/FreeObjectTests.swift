import JSON
import Testing
import Wire

struct FreeObjectTests {
  private static let tooMuch = "expected an object of at most 64 KiB and 64 levels"

  @Test func `it is kept as the tokens that came, white space aside`() throws {
    let object = try decode(
      FreeObject.self, #" { "n" : 1.50 , "big": 123456789012345678901234567890, "e":"\u00e9" } "#)
    #expect(
      object.json.text == #"{"n":1.50,"big":123456789012345678901234567890,"e":"\u00e9"}"#)
    #expect(try encode(object) == object.json.text)
  }

  @Test(arguments: ["[]", "1", "null", #""{}""#, "true"])
  func `anything but an object is refused`(text: String) throws {
    #expect(try refusal(FreeObject.self, text) == Self.tooMuch)
  }

  @Test func `its bytes are bounded, white space aside`() throws {
    let room = Limits.freeObjectBytes - #"{"a":""}"#.utf8.count
    let full = #"{"a":"\#(String(repeating: "x", count: room))"}"#
    #expect(full.utf8.count == Limits.freeObjectBytes)
    #expect(try refusal(FreeObject.self, full) == nil)
    let spaced = String(repeating: " ", count: 100) + full + "\n"
    #expect(try refusal(FreeObject.self, spaced) == nil)
    let over = full.replacing("x\"}", with: "xx\"}")
    #expect(try refusal(FreeObject.self, over) == Self.tooMuch)
  }

  @Test func `its depth is bounded, so that an answer can hold it`() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: #"{"a":"#, count: levels) + "1" + String(repeating: "}", count: levels)
    }
    #expect(try refusal(FreeObject.self, nested(Limits.freeObjectDepth)) == nil)
    #expect(
      try refusal(FreeObject.self, nested(Limits.freeObjectDepth + 1))
        == Self.tooMuch)
  }

  @Test func `strictness does not stop at its door`() throws {
    #expect(try refusal(FreeObject.self, #"{"a":1,"a":2}"#) == "a: expected to occur only once")
    #expect(
      try refusal(FreeObject.self, #"{"a":"\u0000"}"#) == "a: expected text without U+0000")
  }
}
