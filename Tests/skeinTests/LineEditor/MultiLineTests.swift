import Testing

@testable import Commands

struct MultiLineTests {
  @Test func `a backslash or quotation marks go on to the next line`() {
    #expect(MultiLine.isOpen(#"a\"#, isBlock: false))
    #expect(!MultiLine.isOpen(#"a\\"#, isBlock: false))
    #expect(MultiLine.continued(#"a\"#, isBlock: false) == "a\n")
    #expect(MultiLine.isOpen("\"\"\"", isBlock: false))
    #expect(MultiLine.isOpen("\"\"\"\na\n", isBlock: false))
    #expect(!MultiLine.isOpen("\"\"\"\na\n\"\"\"", isBlock: false))
    #expect(MultiLine.value("\"\"\"\na\n b\n\"\"\"", isBlock: false) == "a\n b")
    #expect(MultiLine.value("say \"\"\"", isBlock: false) == "say \"\"\"")
    #expect(!MultiLine.isOpen("", isBlock: false))
  }

  @Test func `a block ends with its own line`() {
    #expect(MultiLine.isOpen("a\n/end x", isBlock: true))
    #expect(!MultiLine.isOpen("a\\\n/end", isBlock: true))
    #expect(MultiLine.value("a\n\nb\n/end", isBlock: true) == "a\n\nb")
    #expect(MultiLine.value("/end", isBlock: true).isEmpty)
  }
}
