import JSON
import Testing

@testable import Store

/// What becomes of ChatGPT's marks for links.
struct CitationMarksTests {
  private func plain(_ text: String, _ metadata: String = "{}") throws -> String {
    CitationMarks(try Document(Array(metadata.utf8)).root).plain(ForeignText(text)).text
  }

  @Test(arguments: [
    ("Twelve.\u{E200}cite\u{E202}turn0search0\u{E202}turn0search3\u{E201} Ten.", "Twelve. Ten."),
    ("Twelve \u{E200}cite\u{E202}turn0search0\u{E201}.", "Twelve."),
    ("Twelve \u{E200}cite\u{E202}turn0news1\u{E201}\nTen", "Twelve\nTen"),
    ("Twelve \u{E200}cite\u{E202}turn0news1\u{E201}", "Twelve"),
    (
      "\u{E203}Warm wool\u{E204}\u{E200}cite\u{E202}turn0search1\u{E201}\u{E206} is",
      "Warm wool is"
    ),
    (
      "\u{E200}entity\u{E202}[\"material\",\"Merino\",\"a wool\"]\u{E201} is soft",
      "Merino is soft"
    ),
    ("\u{E200}url\u{E202}Wool\u{E202}https://example.org\u{E201}", "Wool (https://example.org)"),
    ("\u{E200}entity\u{E202}no JSON\u{E201}left", "left"),
    ("Twelve【4†source】, ten【12:0†wool.pdf】.", "Twelve, ten."),
    ("「羊毛」【羊毛】 and 【1】", "「羊毛」【羊毛】 and 【1】"),
    ("\u{E200}url\u{E202}Link text\u{E202}turn0search3\u{E201}.", "Link text."),
    ("\u{E200}url\u{E202}Link text\u{E201}.", "Link text."),
    ("an end that never comes \u{E200}cite", "an end that never comes"),
    ("an end that never comes \u{E200}cite\u{E202}", "an end that never comes"),
    ("Ten \u{E200}cite\u{E202}turn0search0\u{E202}turn1news2. Six", "Ten. Six"),
    ("So \u{E200}url\u{E202}Link text\u{E202}turn0search3.", "So Link text."),
    ("So \u{E200}entity\u{E202}[\"material\",\"Mer\nand on", "So\nand on"),
    (
      "One \u{E200}cite\u{E202}turn0 two \u{E200}cite\u{E202}turn0search1\u{E201} three",
      "One two three"
    ),
    ("\u{E200}words go", "words go"), ("\u{E200} words", " words"),
    ("no marks", "no marks"), ("", ""),
  ])
  func `marks are left out, or are the words in them`(_ text: String, _ expected: String) throws {
    #expect(try plain(text) == expected)
  }

  @Test func `what the export says of a mark stands in its place`() throws {
    let mark = "\u{E200}cite\u{E202}turn0search0\u{E201}"
    let metadata = """
      {"content_references":[{"matched_text":"\(mark)","alt":"([Wool](https://example.org))"},
      {"matched_text":"x"},7]}
      """
    #expect(try plain("Twelve \(mark).", metadata) == "Twelve ([Wool](https://example.org)).")
  }

  @Test func `a hundred thousand beginnings without an end cost little`() throws {
    let text = String(repeating: "\u{E200}", count: 100_000)
    #expect(try plain(text) == "")
  }
}
