import Testing

@testable import OpenAI

struct InlineReasoningTests {
  /// What is thought and what is said when `text` comes in pieces of `length` characters.
  private func split(
    _ text: String, length: Int, expectsThought: Bool = false
  ) -> [String] {
    var splitter = InlineReasoning(expectsThought: expectsThought)
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
      case .textWasReasoning: (thought, said) = (thought + said, "")
      case .reasoningWasText: (thought, said) = ("", thought + said)
      }
    }
    return [thought, said]
  }

  @Test(arguments: [
    ("<think>why not</think>\n\nBecause.", "why not", "Because."),
    ("\n <think>\nhm é🌊</think>ok", "hm é🌊", "ok"),
    ("plain <think>no</think>", "", "plain <think>no</think>"),
    ("<thinking>why not</thinking>\nBecause.", "why not", "Because."),
    ("<thought>why not</thought>Because.", "why not", "Because."),
    ("So <thought>is text</thought>", "", "So <thought>is text</thought>"),
    ("So\n<thinking>is text</thinking>", "", "So\n<thinking>is text</thinking>"),
    ("<thinking>a </think> b</thinking>c", "a </think> b", "c"),
    ("<think>never closed </thin", "never closed </thin", ""),
    ("<think></think>yes", "", "yes"),
    ("<think>a < b </ c </think> d </think> e", "a < b </ c ", "d </think> e"),
    ("  <thi", "", "  <thi"),
    // The server has begun the thought.
    ("so it is\n</think>\n\nYes.", "so it is\n", "Yes."),
    ("so it is\n </think>Yes.", "so it is\n ", "Yes."),
    ("so it is</think>\nYes.", "so it is", "Yes."),
    ("</think>\nYes.", "", "Yes."),
    ("a < b, </thin air>\n</think>\nYes.", "a < b, </thin air>\n", "Yes."),
    ("one\n</think>\ntwo\n</think>\n", "one\n", "two\n</think>\n"),
    // On one line with what was thought and with what is said.
    ("so it is.</think>Yes.", "so it is.", "Yes."),
    ("so it is.</think> Yes.", "so it is.", "Yes."),
    ("so it is. </think>Yes.", "so it is. ", "Yes."),
    ("He said \"no\"</think>Yes.", "He said \"no\"", "Yes."),
    ("that is `x`.</think>Yes.", "that is `x`.", "Yes."),
    ("原来如此</think>是", "原来如此", "是"),
    // Later thoughts, each a line's beginning.
    ("<think>one</think>Yes.\n<think>two</think>\nNo.", "one\n\ntwo", "Yes.\nNo."),
    ("Yes.\n <think>two</think>No.", "two", "Yes.\n No."),
    ("<think>one</think>\n<think>two</think>No.", "one\n\ntwo", "No."),
    ("Yes <think>two</think>\n<think>three</think>", "three", "Yes <think>two</think>\n"),
    ("```\n<think>x</think>\n```\nso", "", "```\n<think>x</think>\n```\nso"),
    // Prose and code that speak of the tag.
    ("Write \"</think>\" at its end.", "", "Write \"</think>\" at its end."),
    ("Write \"so </think>then\" at its end.", "", "Write \"so </think>then\" at its end."),
    ("Write `so</think>then` at its end.", "", "Write `so</think>then` at its end."),
    (
      "Write “</think>”, or </think>, or ('</think>').", "",
      "Write “</think>”, or </think>, or ('</think>')."
    ),
    ("Write </think> at its end.", "", "Write </think> at its end."),
    ("It ends with `</think>`\nand so on", "", "It ends with `</think>`\nand so on"),
    ("```\nhm\n</think>\n```\nas above", "", "```\nhm\n</think>\n```\nas above"),
    ("First <think>\nhm\n</think>\nlast", "", "First <think>\nhm\n</think>\nlast"),
    ("It is x</think>", "", "It is x</think>"),
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

  @Test(arguments: [
    ("so it is\n</think>\n\nYes.", "so it is\n", "Yes."),
    ("<think>so it is</think>Yes.", "so it is", "Yes."),
    ("</think>Yes.", "", "Yes."),
    // It did not think this time.
    ("Yes </thi", "", "Yes </thi"), ("<b>Yes</b>", "", "<b>Yes</b>"), ("", "", ""),
  ])
  func `a model that is known to begin in a thought is heard so from the first word`(
    text: String, thought: String, said: String
  ) {
    for length in 1...max(text.count, 1) {
      #expect(split(text, length: length, expectsThought: true) == [thought, said])
    }
    var splitter = InlineReasoning(expectsThought: true)
    #expect(splitter.split("so ") == [.reasoning("so ")])
    #expect(splitter.expectsNoLoneTag() == [.reasoningWasText])
    #expect(splitter.split("Yes.") == [.text("Yes.")])
    #expect(splitter.finish() == [])
  }

  @Test func `whoever gives thoughts a voice of their own needs no tag`() {
    var splitter = InlineReasoning()
    #expect(splitter.expectsNoLoneTag() == [])
    #expect(splitter.split("one\n</think>\ntwo") == [.text("one\n</think>\ntwo")])
    #expect(splitter.split("\n<think>\nx") == [.text("\n<think>\nx")])
  }

  @Test(arguments: ["</think>Yes.", "\n</think>\n\nYes."])
  func `the end of a thought that had a voice of its own is no part of the answer`(text: String) {
    for length in 1...text.count {
      var splitter = InlineReasoning()
      _ = splitter.expectsNoLoneTag()
      var rest = text[...]
      var pieces: [InlineReasoning.Piece] = []
      while !rest.isEmpty {
        pieces += splitter.split(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
      }
      pieces += splitter.finish()
      let said = pieces.map { if case .text(let text) = $0 { text } else { "?" } }
      #expect(said.joined() == "Yes.", "pieces of \(length)")
    }
  }

  @Test func `blanks are not held back for ever`() {
    var splitter = InlineReasoning()
    let blanks = String(repeating: " ", count: 65)
    #expect(splitter.split(blanks) == [.text(blanks)])
  }
}
