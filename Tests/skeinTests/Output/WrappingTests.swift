import Testing

@testable import Commands

struct WrappingTests {
  @Test(arguments: [40, 80])
  func `no word is broken, and no line is wider than the terminal`(columns: Int) {
    let note = """
      skein: The thread is longer than the model takes: its oldest 12 messages were not sent, 毛糸 毛糸 \
      and what else there is to say.
      """
    let wrapped = Wrapping.wrapped(note, columns: columns)
    let lines = wrapped.split(separator: "\n")
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns }, "\(lines)")
    #expect(wrapped.replacing("\n", with: " ") == note)
  }

  @Test func `a list keeps its margin, and what fits stays as it is`() {
    #expect(Wrapping.wrapped("a:\n  one two\n  x", columns: 7) == "a:\n  one\n  two\n  x")
    #expect(Wrapping.wrapped("two  blanks", columns: 20) == "two  blanks")
    #expect(Wrapping.wrapped("  -a  set all", columns: 10, hanging: 4) == "  -a  set\n      all")
  }

  @Test func `a word that does not fit behind the margin stands further out`() {
    #expect(
      Wrapping.wrapped("socket  /a/path/of/mine", columns: 16, hanging: 8)
        == "socket\n /a/path/of/mine")
  }

  @Test func `what is wider than the terminal stays whole, so that it can be copied`() {
    let path = "/a/path/that/is/long"
    #expect(Wrapping.wrapped("see \(path) now", columns: 10) == "see\n\(path)\nnow")
  }

  @Test(arguments: [40, 60, 80, 200])
  func `the help of a chat is read at any width`(columns: Int) {
    let lines = SlashCommand.overview(columns: columns, isWhole: true).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)")
    let words = lines.joined(separator: " ").split(separator: " ")
    for command in SlashCommand.allCases {
      #expect(words.contains("/\(command.rawValue)"))
      let summary = command.summary.split(separator: " ").map(String.init)
      #expect(words.joined(separator: " ").contains(summary.joined(separator: " ")))
    }
  }
}
