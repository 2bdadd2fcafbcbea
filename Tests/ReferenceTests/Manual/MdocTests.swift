import Testing

@testable import Reference

struct MdocTests {
  private func prose(_ text: String) -> String {
    var page = Mdoc()
    page.prose(text)
    return page.text
  }

  @Test func `each sentence begins a line`() {
    #expect(prose("One thing. Another.") == "One thing.\nAnother.\n")
  }

  @Test func `long sentences are folded`() {
    let lines = prose(String(repeating: "word ", count: 40)).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `code is bold, and names are not hyphenated`() {
    #expect(prose("Give `turn/run` a turnId.") == "Give \\%\\fBturn/run\\fR a \\%turnId.\n")
  }

  @Test func `nothing in prose is taken for roff`() {
    #expect(prose(#".th \n …"#) == "\\&.th \\en \\[u2026]\n")
    #expect(prose("'tis") == "\\&'tis\n")
  }

  @Test func `a word that is named like a macro stays a word`() {
    var page = Mdoc()
    page.macro("It Cm at Pq", words: "In or At; optional")
    #expect(page.text == ".It Cm at Pq \\&In or At; optional\n")
  }

  @Test func `examples keep the characters that a shell reads`() {
    var page = Mdoc()
    page.literal(["echo '-' \\", ".hidden"])
    #expect(page.text == ".Bd -literal\necho \\(aq\\-\\(aq \\e\n\\&.hidden\n.Ed\n")
  }
}
