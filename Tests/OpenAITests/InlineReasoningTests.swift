import Testing

@testable import OpenAI

struct InlineReasoningTests {
  /// What is thought and what is said when `text` comes in pieces of `length` characters.
  private func split(_ text: String, length: Int) -> [String] {
    var splitter = InlineReasoning()
    var thought = ""
    var said = ""
    var rest = text[...]
    var pieces: [InlineReasoning.Piece] = []
    while !rest.isEmpty {
      pieces += splitter.split(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    for piece in pieces + splitter.finish() {
      switch piece {
      case .text(let text): said += text
      case .reasoning(let text): thought += text
      }
    }
    return [thought, said]
  }

  @Test(arguments: [
    ("<think>why not</think>\n\nBecause.", "why not", "Because."),
    ("\n <think>\nhm é🌊</think>ok", "hm é🌊", "ok"),
    ("plain <think>no</think>", "", "plain <think>no</think>"),
    ("<thinking>is text</thinking>", "", "<thinking>is text</thinking>"),
    ("<think>never closed </thin", "never closed </thin", ""),
    ("<think></think>yes", "", "yes"),
    ("<think>a < b </ c </think> d </think> e", "a < b </ c ", "d </think> e"),
    ("  <thi", "", "  <thi"),
    ("", "", ""),
  ])
  func `thought is parted from the answer wherever it is cut`(
    text: String, thought: String, said: String
  ) {
    for length in 1...max(text.count, 1) {
      #expect(split(text, length: length) == [thought, said], "pieces of \(length)")
    }
  }

  @Test func `text that can't become a tag is not held back`() {
    var splitter = InlineReasoning()
    #expect(splitter.split("<") == [])
    #expect(splitter.split("b>") == [.text("<b>")])
    #expect(splitter.split("<think>") == [.text("<think>")])
  }

  @Test func `blanks are not held back for ever`() {
    var splitter = InlineReasoning()
    let blanks = String(repeating: " ", count: 65)
    #expect(splitter.split(blanks) == [.text(blanks)])
  }
}
