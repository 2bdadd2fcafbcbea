import Testing
import Wire

struct TextTests {
  @Test(arguments: [
    ("Wool", "Wool"), ("  Wool \n", "Wool"), ("\u{3000}羊毛\u{2003}", "羊毛"), ("a  b", "a  b"),
    (String(repeating: "é", count: 60), String(repeating: "é", count: 60)),
    ("مرحبا \u{200F}", "مرحبا \u{200F}"),
  ])
  func `a title is trimmed and otherwise kept`(text: String, title: String) {
    #expect(Title(text)?.text == title)
  }

  @Test(arguments: [
    "", " \t\n", "two\nlines", "a\tb", "bell\u{7}", "nul\u{0}", "\u{85}x\u{85}y",
    String(repeating: "x", count: 61), String(repeating: "e\u{301}", count: 31),
  ])
  func `a title that is empty, long or not one line is refused`(text: String) throws {
    #expect(Title(text) == nil)
  }

  @Test func `lengths are counted in Unicode scalars`() {
    let family = "👨‍👩‍👧‍👦"
    #expect(family.unicodeScalars.count == 7)
    #expect(Title(String(repeating: family, count: 8)) != nil)
    #expect(Title(String(repeating: family, count: 9)) == nil)
  }

  @Test func `a title that is refused says what was expected`() throws {
    #expect(
      try refusal(Title.self, #""""#)
        == "expected 1 to 60 characters without control characters")
    #expect(try encode(Title(trusted: "Wool")) == #""Wool""#)
  }
}
